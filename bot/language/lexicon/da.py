from bot.language.lexicon.lexicon import Grammar
GRAMMAR = Grammar()
HINTS = ""
TIME = {}
TALK = {}
