"""The Danish help pages: a sentence, the examples under it (one a line), and the words that a topic goes by."""

from __future__ import annotations

HELP: dict[str, str] = {
    "help.main": "Jeg minder dig om ting. Sig det med dine egne ord:",
    "help.main.examples": "mind mig om at ringe til Jens i morgen kl. 9\nmind mig om TSK-123 om 2 timer\n"
    "mind mig hver fredag kl. 16 om at sende rapporten",
    "help.main.more": "Mere: »hjælp tider«, »hjælp gentagelser«, »hjælp liste«, »hjælp ændre«, »hjælp svar«, "
    "»hjælp andre«, »hjælp plag«, »hjælp steder«, »hjælp indstillinger«.",
    "help.slash": "Som kommando, i et hvilket som helst rum:",
    "help.slash.examples": '/remind ringe til Jens i morgen kl. 9\n/remind @ana "standup" i morgen kl. 9\n/remind liste',
    "help.times": "Tider, jeg forstår, for eksempel:",
    "help.times.examples": "om 20 minutter\nkl. 17\ni morgen tidlig\nfredag kl. 14.30\nden 3. marts\nnæste uge",
    "help.repeats": "Gentagelser, jeg forstår, for eksempel:",
    "help.repeats.examples": "hver dag kl. 9\nhver hverdag kl. 9.30\nhver anden tirsdag\nden 1. i hver måned\nhver 2. time",
    "help.list": "Sådan ser du dine påmindelser:",
    "help.list.examples": "hvad har jeg i dag?\nmine påmindelser i denne uge\nvis alle påmindelser\npåmindelser om TSK-123\nvis REM-7\n"
    "hvorfor REM-7\nnæste gange REM-7",
    "help.change": "Sådan ændrer du dine påmindelser:",
    "help.change.examples": "flyt REM-7 til fredag kl. 17\nsæt REM-7 på pause\ngenoptag REM-7\nslet REM-7\nslet påmindelsen om TSK-123\n"
    "fortryd",
    "help.answers": "Når en påmindelse kommer, så brug dens knapper, eller sig:",
    "help.answers.examples": "færdig\nom 20 minutter\ni morgen kl. 9\nudsæt en time\nafvis den, ikke nødvendigt længere",
    "help.others": "Påmindelser til andre og til rum; dem, du ikke vil have, kan du afvise:",
    "help.others.examples": "mind @ana om rapporten i morgen kl. 9\n"
    "mind #dev om udgivelsen fredag kl. 10\n"
    "ingen påmindelser fra @bob\n"
    "tillad påmindelser fra @bob\n"
    "overdrag REM-7 til @ana\n"
    "overdrag alle mine påmindelser til @ana",
    "help.nagging": "Det, der ikke må glemmes, kan komme igen, indtil du svarer:",
    "help.nagging.examples": "mind mig kl. 9 om at tage pillerne og plag mig hvert 10. minut indtil det er gjort\n"
    "hold op med at plage mig",
    "help.places": "Dine steder kan blive ét: en kode fra det ene, skrevet i det andet. Så kan du sige, hvor påmindelser skal komme:",
    "help.places.examples": "forbind\nfrakobl telegram\nmind mig på telegram\nogså på slack",
    "help.settings": "Indstillinger, du kan sige:",
    "help.settings.examples": "sæt min tidszone til København\ntal engelsk\nspørg ikke\nspørg altid\nmin dag starter kl. 8.30",
    "help.topics.times": "tid tider dato datoer hvornår klokken",
    "help.topics.repeats": "gentagelse gentagelser gentag hver hvert",
    "help.topics.list": "liste lister vis se find søg",
    "help.topics.change": "ændre ændr flyt slet pause genoptag fortryd",
    "help.topics.answers": "svar færdig udsæt",
    "help.topics.others": "andre anden personer person rum hold overdrag overdragelse",
    "help.topics.nagging": "plag plage ryk",
    "help.topics.places": "steder sted forbind frakobl kode slack telegram mattermost",
    "help.topics.settings": "indstilling indstillinger tidszone sprog bekræftelse timezone",
}
