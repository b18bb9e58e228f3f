"""The Danish help pages: a sentence, the examples under it (one a line), and the words that a topic goes by."""

from __future__ import annotations

HELP: dict[str, str] = {
    "help.main": "Jeg minder dig om ting. Sig det med dine egne ord:",
    "help.main.examples": "mind mig om at ringe til Jens i morgen kl. 9\nmind mig om TSK-123 om 2 timer\n"
    "mind mig hver fredag kl. 16 om at sende rapporten",
    "help.main.more": "Mere: »hjælp tider«, »hjælp gentagelser«, »hjælp liste«, »hjælp ændre«, »hjælp svar«, »hjælp indstillinger«.",
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
    "help.settings": "Indstillinger, du kan sige:",
    "help.settings.examples": "sæt min tidszone til København\ntal engelsk\nspørg ikke\nspørg altid\nmin dag starter kl. 8.30",
    "help.topics.times": "tid tider dato datoer hvornår klokken",
    "help.topics.repeats": "gentagelse gentagelser gentag hver hvert",
    "help.topics.list": "liste lister vis se find søg",
    "help.topics.change": "ændre ændr flyt slet pause genoptag fortryd",
    "help.topics.answers": "svar færdig udsæt",
    "help.topics.settings": "indstilling indstillinger tidszone sprog bekræftelse",
}
