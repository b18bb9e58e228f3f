"""Pieces: the expression that cuts what has a sign or a digit in it, and the signs it is cut at. What a piece means is the tokeniser's business."""

from __future__ import annotations

import re

# It covers every character, and no input makes it go back far: repeats of one character are possessive or bounded, and a repeated group
# begins with a sign that it cannot hold otherwise. Groups are not possessive: Python before 3.11.5 lets such a one keep half of what
# does not match ("21-" of "21-x"). https://github.com/python/cpython/issues/106052
_PIECES = r"""
    [,;:!?]
  | https?://\S++ | www\.\S++
  | [^\W\d_]++(?:'[^\W\d_]++)*(?![\w@/+'’-]|\.\w)       # a plain word
  | \d{1,4}(?![\w.:,/'’-])                                # a plain number
  | \s+
  | "[^"]*+" | “[^“”„]*+[”“] | „[^„“”]*+[“”] | «[^«»]*+» | ```[^`]*+``` | `[^`]*+`
  | (?<!\w)'[^'\n]{1,300}+'(?!\w) | (?<!\w)‘[^‘’\n]{1,300}+’(?!\w)
  {addresses}
  | <[@#!][^<>\s]{1,80}+>
  | @[^\W\d_][\w.-]*+(?<![.-]) | [#~]\d++-[\w-]++ | [@#~][^\W\d_][\w-]*+ | \#\d++
  | (?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|etc|us)/[a-z_]++(?:[/+-][a-z0-9_]++)*
  | \d{4}-?\d{2}-?\d{2}t\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?)?(?:z|[+-]\d{2}(?::?\d{2})?)?(?!\w)
  | \d{4}-?w\d{2}(?:-?[1-7])?(?!\w)
  | \d{1,2}(?::\d{2})?[ ]?[ap]\.[ ]?m\b\.?
  | \d++(?:[.:,/'’-]\d++)*[½¼¾]?+[^\W\d_]*+\w*+(?:\.\d++)* | \d++(?:[.:,/'-]\d++)*
  | [ap]\.m\b\.?
  | [^\W\d_]{1,12}-\d{1,12}(?![\w-])
  | [^\W\d_]++\d[\w.-]*+
  | [^\W\d_]++(?:['’][^\W\d_]++)*['’]?
  | .
"""
_ADDRESSES = r"| [\w.+-]{1,64}+@[\w-]{1,64}+(?:\.[\w-]{1,64}+)+ | [^\W\d_]{1,64}@[\w-]{1,64}+(?:\.[\w-]{1,64}+)+"
PIECES = re.compile(_PIECES.replace("{addresses}", _ADDRESSES), re.VERBOSE | re.DOTALL)
# For a text without "@".
PIECES_WITHOUT_ADDRESSES = re.compile(_PIECES.replace("{addresses}", ""), re.VERBOSE | re.DOTALL)
DIGITS_AND_LETTERS = re.compile(r"\d++(?:[.:,/'’-]\d++)*|[^\W\d_]++|[½¼¾]")
SIGNS = ".,;:!?"  # what may close a word
LONE = frozenset("\"'“”„«»`‘/*%$€£[]{}<>|=_^\\")  # signs without a meaning, by themselves
NUMERIC = "0123456789.:,/'’-"  # what a number may be made of
