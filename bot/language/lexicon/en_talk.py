"""English: the words of talking about reminders; those of time are in en.py. Data only, in the same form."""

from __future__ import annotations

from typing import Any

TALK: dict[str, dict[str, Any]] = {
    "again": {"again|once more|one more time": 1},
    # remind: whom follows. me: the asker. noun: "a reminder". weak: a request only with "me" and a time.
    "ask": {
        "remind|mind reminding|would you mind reminding|do you mind reminding": "remind",
        "make sure to remind|don't forget to remind|remember to remind|be sure to remind|keep reminding|remaind|remid": "remind",
        "remindme|remind-me|remind me later": "me",
        "don't let me forget|dont let me forget|do not let me forget|never let me forget|don't forget|dont forget|do not forget|"
        "remember to|make sure i remember|make sure i don't forget|make sure i dont forget|help me remember|i need to remember|"
        "i have to remember|i must remember|i must not forget|i mustn't forget|i want to be reminded|i need to be reminded|"
        "i'd like to be reminded|i would like to be reminded|i wanna be reminded|keep reminding me|note to self|i don't want to forget|"
        "nag me|bug me|pester me|keep nagging me|"
        "i shouldn't forget": "me",
        "set a reminder|set reminder|create a reminder|create reminder|make a reminder|make me a reminder|add a reminder|add reminder|"
        "new reminder|schedule a reminder|schedule reminder|schedule me a reminder|put a reminder|put in a reminder|i need a reminder|"
        "i want a reminder|i'd like a reminder|give me a reminder|set me a reminder|set up a reminder|setup a reminder|leave a reminder|"
        "put a reminder in|send me a reminder|send a reminder|i could use a reminder|get me a reminder|i'd appreciate a reminder|"
        "i would appreciate a reminder|set another reminder|create a new reminder|"
        "set a new reminder|add a new reminder|set an alarm|set alarm|set a alarm|set an alert|create an alert|another reminder|"
        "can i get a reminder|could i get a reminder|can i have a reminder|could i have a reminder": "noun",
        "reminder|timer|alarm": "bare noun",
        "nudge|ping|alert|notify|poke|nag|pester|hassle|wake|wake up|tell|buzz|prompt|warn|message|text|call": "weak",
    },
    # Without words for them, these are said to people ("call me tomorrow").
    "needs_words": {"call|text|message|tell|prompt|warn": 1},
    # Asked to wake somebody, a bare hour is the morning's.
    "wakes": {"wake|wake up": 1},
    "me": {
        "me|em|mee|us|myself|me up|me please|everyone|everybody|the team|the whole team|the channel|this channel": "me",
        "us all|everyone here|all of us": "me",
    },
    "here": {"us|everyone|everybody|the team|the whole team|the channel|this channel|us all|everyone here|all of us": 1},
    "polite": {
        "please|pls|plz|kindly|can you|could you|would you|will you|can u|could u|would you mind|would you kindly|could you please|"
        "can you please|would you please|hey|hi|hello|ok|okay|yo|hiya|so|also|and|then|well|oh|right|i'd like you to|i want you to|"
        "i need you to|i would like you to|i want to|thanks|thank you|thx|ta|cheers|bot|dear bot|hey bot|good morning|good evening|alright|"
        "great|perfect|cool|i would be grateful if you could|i'd be grateful if you could|i would appreciate it if you could|"
        "i'd appreciate it if you could|i was wondering if you could|it would be great if you could|it'd be great if you could|"
        "would it be possible to|is it possible to|may i ask you to|could i ask you to|do you think you could|any chance you could|"
        "todo :|to-do :|to do :|be so kind and|be so kind as to|if you can|if possible|if you could|for me": 1,
    },
    "begs": {
        "please|pls|plz|kindly|can you|could you|would you|will you|can u|could u|would you kindly|could you please|can you please|"
        "would you please": 1,
    },
    "lead": {"to|about|abt|that|of|regarding|re|concerning|with|saying|for": 1},
    "det": {"the|a|an|my|our|your|his|her|their|this|that|some|its|these|those|no|another": 1},
    "blocks": {
        "he|she|they|it|we|you|i|i'll|he'll|she'll|they'll|you'll|we'll|will|would|to|not|never|don't|dont|do not|didn't|won't|doesn't|"
        "can't|cannot|always|should|must|forgot|forget|did|does|do|that|which|who|might|may|could|can|had|has|have|need|no|why|how|was|"
        "were|is|are|be|been|said|says|already|gonna|going|shall|let|no need|no need to|no need for you to|i'd|you'd|he'd|she'd|they'd|"
        "without|by": 1,
    },
    "no_need": {"no need|no need to|don't|dont|do not|stop|never": 1},
    "vague": {
        "soon|at some point|some time|sometime|someday|whenever|eventually|in a bit|in a while|some day|shortly|at some time|later": 1,
    },
    "command": {
        "cancel|delete|remove|drop|scrap|clear|erase|get rid of|call off|forget|forget about|stop reminding me|stop reminding us|"
        "stop reminding|don't remind me|do not remind me|dont remind me|unset|discard|abort|kill|stop|turn off|disable|please cancel|nix|"
        "dump": "cancel",
        "snooze|remind me again|ask me again|postpone|delay|defer|push it back|push this back|push that back|push back|put it off|"
        "put this off|put off|not now|remind me later|bug me again|ping me again|nudge me again|try again|try me again|tell me again|"
        "not yet|come back|snooze it|remind me of this again|remind me about this again|remind me about it again|remind me of it again|"
        "push it to|push this to|push that to|push it until|push this until|hit me again|hold off|give me another|give me|another|"
        "remind us again": "snooze",
        "done|finished|complete|completed|did it|i did it|i've done it|i have done it|already done|all done|that's done|it's done|i'm done|"
        "i am done|finish|check off|tick off|check it off|close|done with|i'm done with|i've finished|i finished|all set|did that|"
        "i did that|got it done|already did it|already did|resolve|took care of it|taken care of": "complete",
        "mark|tick|check": "mark", "dismiss|ignore|put away|not relevant|no longer relevant|not needed|skip": "dismiss",
        "pause|suspend|hold|freeze|put on hold": "pause", "resume|unpause|reactivate|restart|continue|unsuspend|unfreeze": "resume",
        "show|show me|view|open|display|details of|details|let me see|pull up|look up": "show", "list|list all|list out|ls": "list",
        "why|why did you remind me about|why did i get|explain|history of|why did you send|why was i reminded about|why was i reminded of": "why",
        "preview|next firings of|when will|when does|when is|when's": "preview",
        "undo|revert|take that back|undo that|undo it|oops|roll back": "undo",
        "bring|pull|change|move|reschedule|edit|update|rename|modify|shift|push|bring forward|adjust|make|make it|alter|pull forward|bump|"
        "set": "edit",
        "hand over|hand|transfer|reassign|delegate|give|pass|assign": "hand over",
        "help|help me|what can you do|how do you work|how does this work|how do i use you|how do i use this|what do you do|commands|usage|"
        "what are you|who are you|how do i set a reminder|how do i create a reminder|how to set a reminder|how can i set a reminder|"
        "how do reminders work|what can i say|what can i ask you|what can i do|what are your commands|show help|can you help me|man|"
        "instructions|what are the commands|show commands|show me the commands|i need help|how do i|how can i|how does|how do you|how to": "help",
        "link|connect": "link",
    },
    "help_alone": {"help|help me|man": 1},
    "help_about": {"how do i|how can i|how does|how do you|how to": 1},
    "holds_it": {"make it": 1},
    "alone_declines": {"cancel|forget|stop|abort|drop|scrap|forget it|discard": 1},
    # "delete the dentist" names a reminder by its words; "drop the kids" and "stop the oven" do not.
    "names_reminder": {
        "cancel|delete|remove|forget about|stop reminding me|stop reminding us|stop reminding|don't remind me|do not remind me|"
        "dont remind me|unset": 1,
    },
    "snooze_needs_it": {"push back|put off|delay|defer|postpone|come back|try again|hold off|another": 1, "give me": 2},
    "further": {"another|longer|extra|more": 1},
    "edits_words": {"reschedule": 1, "move|push|shift|change|bump|bring|pull|bring forward|pull forward|postpone|delay|defer|put off|push back": 2},
    "edit_to": {"to": 1, "for|until": 2},
    "done_word": {"done|complete|completed|finished|as done|as complete|as completed|as finished|off": 1},
    "reminder_noun": {"reminder|alarm|nudge|rem": 1, "reminders|alarms|my reminders|nudges": 2},
    "reminded": {"be reminded|reminded|you reminding me|going to remind me of|going to remind me about|going to remind me": 1},
    "next_one": {"next reminder": 1},
    "pending_word": {
        "do i have anything|have i got anything|do i have something|anything planned|anything scheduled": 1,
        "upcoming|coming up|pending|overdue|what's coming up|whats coming up|agenda|what have i got|what do i have|what's on|whats on|"
        "what is on|what's due|what is due|whats due|what's pending|what is coming up|my agenda|my schedule|on my list|"
        "what have you got for me|what did i miss|what's next|whats next|missed": 1,
    },
    "list_scope": {"all|everything|every|all my|all of my|all the|list all": "all", "missed|overdue|what did i miss": "missed",
    "done|completed|finished|past|old": "done"},
    "list_filler": {
        "have|i|do|set|got|active|current|currently|there|are|is|open|left|scheduled|next|list|past|old|completed|what|now|for me": 1,
    },
    "question": {
        "what|which|any|what are you|do i have|have i|how many|are there|what's|whats|what are|what is|show|have i got|do we have|when is|"
        "when's|is there|what're|have you|do you have|did i set|did i|can i see|could i see|let me see|give me a list of|"
        "give me the list of|tell me about|tell me what|tell me which|can you show|can you list|where are|got any|have we|see": 1,
    },
    "counts": {"any|how many|are there|is there|do i have|have i|have i got|do you have|got any": 1},
    "asks_other": {"is a|is the|are the best|tell you": 1},
    "account": {"account|accounts|my account|me|profile|device|this": 1},
    "about": {"about": 1},
    "any": {"any|got any": 1},
    "it": {"it|this|that|this one|that one|these|them|those|it all": 1},
    "everything": {"all|everything|every|all of them|all of it|all of my|all my|all the": 1},
    "one_word": {"one|ones": 1},
    "target_filler": {
        "my|me|back|up|off|the|to me|us|please|anymore|any more|any longer|again|now|about it|next|called|named|number|no|id|from|by|for|"
        "until|over|new|notification": 1,
    },
    "confirm": {
        "yes|yep|yeah|yup|ya|y|ok|okay|sure|do it|set it|correct|right|confirm|confirmed|absolutely|definitely|of course|please do|"
        "go ahead|go for it|sounds good|looks good|that's right|thats right|fine|great|perfect|that works|works for me|yes please|aye|k|kk|"
        "👍|👍🏻|👍🏼|👍🏽|👍🏾|👍🏿|✅|✔|👌|:+1:|that's correct|exactly|affirmative|alright|all right|lgtm|save it|save|yes do it|indeed|sure thing|"
        "you bet|certainly|that is right|good|cool|set": 1,
    },
    "decline": {
        "no|nope|nah|n|never mind|nevermind|nvm|cancel|don't|dont|do not|stop|abort|no thanks|no thank you|forget it|forget that|"
        "scrap that|not really|leave it|👎|❌|:-1:|negative|wrong|incorrect|that's wrong|drop it|no way|no need|don't set it|don't do it|"
        "skip it|skip that": 1,
    },
    "choice_filler": {"the|one|number|option|choice|#|take|pick|i'll take|choose|make it|reminder": 1},
    "is": {"is|are|gets|get|becomes|has been|was|will be|goes|turns|is marked as|is marked|has|isn't|hasn't been|has not been|is not": 1},
    "idle": {
        "untouched|idle|inactive|quiet|stale|stuck|unchanged|no activity|updated|touched|no update|not updated|not touched|silent|"
        "hasn't moved|stays untouched|unassigned": 1,
    },
    "when": {"when|if|once|as soon as|after": 1},
    "item_kind": {"task|bug|project|issue|ticket|item": 1},
    "unless": {"unless": 1},
    "closed": {"closed|done|resolved|finished|fixed|complete|completed|cancelled": 1},
    "nag": {
        "ask me again|ask again|remind me again|check with me|nag|nag me|keep nagging|keep nagging me|keep reminding me|and nag me|keep at me|"
        "nagging|and keep reminding me|bug me|pester me": 1,
    },
    "no_nag": {
        "stop nagging|stop nagging me|don't nag|don't nag me|do not nag|do not nag me|no nagging|no more nagging|"
        "quit nagging|quit nagging me|stop pestering me|stop bugging me|stop pestering|stop bugging": 1,
    },
    "until_done": {
        "until done|until i'm done|until it's done|until i do it|until i say done|until i've done it|until i confirm|until i answer|"
        "till done|until completed|until it is done|until i acknowledge it|until i respond": 1,
    },
    "because": {"because|since|reason|as it's|as": 1},
    "sets": {
        "set|change|switch|use|make|update|my|i'm|im|i am|i live|i|turn|send|enable|disable|give|want|get|stop|start|put|let|we|now|only|"
        "just|always|never|no|don't|dont|do|not|be|is|are": 1,
    },
    "setting": {
        "timezone|time zone|tz|my timezone|my time zone": "zone",
        "i'm in|im in|i am in|i live in|i moved to|i'm based in|i am based in|i've moved to|i'm now in|i am now in|i'm on": "zone",
        "speak|language|talk to me in|switch to|reply in|answer in|my language|talk|write in|respond in": "locale",
        "quiet|quiet hours|do not disturb|dnd|don't disturb me|dont disturb me|do not disturb me|leave me alone|no notifications from|"
        "no messages from|no pings from|don't message me|don't ping me|don't notify me|don't bother me|dont message me|no messages|"
        "no pings|no notifications": "quiet",
        "digest|summary|digests|summaries": "digest", "only|minimum level|min level|at least": "level",
        "no more notifications about|no more notifications for|don't notify me about|dont notify me about|don't notify me of|"
        "no notifications for|no notifications about|"
        "mute|silence|stop notifications for|stop notifications about|stop notifications from": "mute",
        "unmute|unsilence|stop muting|stop silencing": "unmute",
        "stop reminders from|block|no reminders from|refuse reminders from|no more reminders from|don't accept reminders from|"
        "stop reminders by": "block",
        "unblock|allow reminders from|accept reminders from": "unblock",
        "email|e-mail|emails|e-mails|e - mail|e - mails|mail|push|push notifications|web push|webhook|notifications|notification|sms|slack|"
        "stop emailing me|stop mailing me|stop sending me emails|stop sending emails|all notifications|"
        "telegram|mattermost|email me|e - mail me|mail me": "channel",
        "ask me first|ask first|always ask me|stop asking me|stop asking for|stop asking me to|only ask|ask only|only confirm|"
        "never ask|always ask|never confirm|always confirm|never ask for confirmation|don't ask for confirmation|"
        "always ask for confirmation|confirm|confirmation|confirmations|ask before|ask me before|asking": "confirmation",
        "start my day|begin my day|start of day|start of my day|my day starts|my day begins|day starts|my start of day|my workday starts|"
        "default time|"
        "my day start": "start_of_day",
        "if you can't reach me|if you cannot reach me|if you can not reach me|when you can't reach me|if i can't be reached|"
        "if you don't reach me|fallback|fallback room|my fallback|my fallback room|fall back to": "fallback",
        "means|is at|starts at|start at|begins at|begin at|should be|should mean|to mean": "part",
    },
    # Such words change a setting only where the rest says so beyond doubt.
    "loosely": {
        "i'm in|im in|i am in|i live in|i moved to|i'm based in|i am based in|i've moved to|i'm now in|i am now in|i'm on|speak|switch to|"
        "talk|quiet|leave me alone|don't message me|don't ping me|don't notify me|don't bother me|dont message me|no messages|no pings|"
        "no notifications": 1,
    },
    "switches": {"turn on|turn off|switch on|switch off|on|off|enable|disable": 1},
    "none_word": {
        "stop emailing me|stop mailing me|stop sending me emails|stop sending emails|no notifications|unsubscribe from|don't|dont|do not|"
        "no|off|without|none|disable|stop|turn off|never|don't send|dont send|no more|switch off|cancel": 1,
    },
    "off": {"off": 1},
    "language": {
        "english": "en", "german|deutsch": "de", "spanish|español|espanol": "es", "french|français|francais": "fr", "danish|dansk": "da",
    },
    "level": {
        "warnings|warning|warnings and above|warnings or worse": "warning",
        "danger|urgent|critical|emergencies|errors|urgent ones|dangers|urgent things": "danger", "info|everything|all notifications": "info",
    },
    "kind": {
        "reminders": "reminder", "failures": "failure", "summaries": "summary", "assignments": "assigned", "status changes": "status_change",
        "system messages": "system", "digests": "summary",
    },
    "channel": {
        "email|e-mail|emails|e-mails|mail|mails|e - mail|e - mails|email me|e - mail me|mail me|stop emailing me|stop mailing me|"
        "stop sending me emails|stop sending emails": "email",
        "push|push notifications|web push|browser notifications": "web_push", "webhook|webhooks": "webhook",
        "notifications|notification|all notifications|no notifications": "all", "sms": "sms", "slack": "slack", "telegram": "telegram",
        "mattermost": "mattermost",
    },
    "policy": {
        "always|always confirm|always ask|ask me first|ask first|always ask me|ask before|ask me before|always ask for confirmation|"
        "every time": "always",
        "when unsure|when-unsure|only when unsure|when you're not sure|when you are not sure|when not sure|if you're unsure|if you're not sure|"
        "if in doubt|"
        "if unsure|only if unsure|when you're unsure|when you are unsure|when in doubt": "when-unsure",
        "stop asking me|stop asking for|stop asking me to|never|never ask for confirmation|don't ask for confirmation|don't ask|never confirm|"
        "never ask|don't confirm|stop confirming|"
        "without asking|stop asking|dont confirm|"
        "without confirmation": "never",
    },
    "task": {
        "restock|choose|retry|flip|count|dial|fold|refill|hoover|oil|sharpen|rinse|stir|swap|air|wind|tune|solve|rebase|proofread|"
        "double-check|unplug|reset|rename|sketch|knit|sew|glue|frame|water|grab|treat|dispute|summarise|summarize|finalise|finalize|"
        "announce|notify|alert|warn|relax|breathe|stand|sit|light|label|box|ship|mix|grill|roast|peel|chop|thaw|freeze|boil|soak|rake|"
        "shovel|scrub|polish|wipe|mop|tighten|adjust|calibrate|configure|enable|disable|provision|benchmark|profile|lint|squash|hotfix|"
        "patch|bump|spin|scale|snapshot|dump|purge|flush|reindex|recompile|whitelist|blacklist|enrol|enroll|withdraw|redeem|insure|"
        "apologise|apologize|introduce|welcome|mentor|coach|teach|tutor|mark|photograph|film|edit|laminate|staple|bind|weed|fertilize|pot|"
        "repot|vaccinate|deworm|groom|saddle|milk|hand|mind|mail|post|bring|jot|note|brainstorm|host|cater|stock|bottle|brew|distill|"
        "sample|taste|try|use|keep|add|finish|wrap|end|call|phone|ring|text|email|message|write|send|submit|file|pay|buy|order|book|"
        "reserve|schedule|plan|prepare|prep|pick|pickup|collect|fetch|get|take|drop|return|renew|cancel|check|review|read|"
        "complete|update|fix|clean|wash|feed|walk|cook|bake|print|sign|scan|upload|download|deploy|merge|release|test|restart|"
        "reboot|backup|back|install|publish|invite|contact|ask|tell|ping|remind|follow|visit|go|attend|join|pack|move|charge|"
        "empty|change|replace|register|apply|confirm|arrange|organize|organise|set|setup|start|begin|stop|turn|switch|open|close|"
        "lock|unlock|put|make|do|draft|rewrite|study|learn|practice|practise|exercise|stretch|run|jog|swim|meditate|drink|"
        "eat|sleep|wake|leave|drive|fly|catch|meet|talk|discuss|present|demo|record|watch|listen|transfer|deposit|invoice|bill|"
        "claim|report|log|track|measure|weigh|rotate|sync|archive|delete|remove|defrost|iron|mow|vacuum|sweep|dust|paint|repair|assemble|"
        "build|compile|commit|push|pull|tag|plug|top|sort|tidy|throw|dispose|recycle|donate|decorate|celebrate|"
        "congratulate|thank|greet|reply|respond|answer|forward|share|copy|paste|translate|compare|calculate|verify|validate|approve|"
        "reject|escalate|triage|assign|estimate|refine|request|remember|refuel|vote|trim|prune|harvest|plant|rehearse|shop|"
        "negotiate|interview|onboard|hire|chase|nudge|look|find|search|research|investigate|debug|refactor|monitor|audit|inspect|service|"
        "rent|lease|sell|list|cut|dry|hang|unload|load|stream|subscribe|unsubscribe|upgrade|downgrade|migrate|export|import|"
        "evaluate|grade|wish|babysit|pre-order|preorder|facetime|skype|zoom|fax|give|lend|borrow|invest|save|budget|"
        "reconcile|settle|purchase|hydrate|shave|floss|brush|moisturize|journal|pray": 1,
    },
    "event": {
        "meeting|meetings|standup|stand-up|call|interview|flight|train|birthday|anniversary|party|dinner|lunch|breakfast|brunch|"
        "drinks|coffee|concert|wedding|appointment|dentist|doctor|demo|webinar|training|class|lesson|lecture|exam|workshop|"
        "conference|rehearsal|match|sync|retro|1:1|one-on-one|check-in|checkin|visit|evening|movie|cinema|theatre|barbecue|bbq|"
        "delivery|viewing|inspection|game": 1,
    },
    "with": {"with|for|at|to|from|about|on|in|by|re|near": 1},
    "denies": {
        "folks|guys|peeps|cool|perfect|no|not|never|see|back|brb|afk|off|ooo|wfh|late|great|nice|good|happy|thanks|sounds|leaving|home|here|there|"
        "ready|"
        "works|fine|ok|okay|then|maybe|sorry|bye|cancelled|canceled|anyone|who|what|when|where|why|how|which|luck|over|done|gone|"
        "free|busy|online|offline|max|left|until|till|can|could|should|gonna|wish": 1,
    },
    "errand": {
        "dentist|doctor|appointment|haircut|gym|vet|laundry|groceries|rent|pills|meds|medicine|medication|vitamins|trash|bins|garbage|"
        "homework|chores|dishes|taxes|physio|pharmacy|optician|therapist|mot|checkup|check-up|shopping|yoga|workout": 1,
    },
    # Verbs of doing that say too little alone ("talk tomorrow").
    "small_talk": {"open|close|stop|turn|switch|talk|call|meet|chat|catch|leave|back|end|begin|start|go|run|keep|mind|try|use|fly": 1},
    # Words of telling somebody something: with one of these a sentence is no order to oneself.
    "tells": {
        "looks|ran|broke|came|left|works|worked|restarts|landed|happened|ended|started|opened|closed|shipped|crashed|failed|runs|goes|sounds|"
        "seems|felt|feels|became|becomes|reminds|reminding|reminded|me|you|us|i|we|he|she|they|is|are|was|were|am|i'm|we're|you're|they're|"
        "he's|she's|it's|that's|will|"
        "won't|would|lol|haha|fyi|thanks|cheers|ago|i'll|we'll|you'll|let's|lets|someone|anyone|everybody|everyone|did|does|has|had|have|"
        "went|said|got|yesterday|starts|ends|happens|leaves|arrives|takes|took|btw|imo|been|moved|keeps|same|means|looks good|looks great|"
        "looks fine|sounds good|sounds great|pay day|payday|book club|test run|"
        "watch party|take care|drive safe|plan a|plan b|cook time|run time|pick of|is on|is at|is due|is a|is the|starts at|"
        "starts on|begins at|begins on|ends on|begins|"
        "lands|departs|expires|says|lasts|kicks off|finishes|closes|opens|boards|🙂|😀|😂|:)|;)|u": 1,
    },
    "by": {"by|back by|forward by": 1},
    "moves": {"later|back|on|backwards": 1, "earlier|forward|sooner|up|forwards": -1},
    "pulls": {"bring forward|pull forward": 1},
    "pronoun": {"it|this|that|they|she|he": 1},
}  # fmt: skip
