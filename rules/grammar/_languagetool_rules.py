"""The LanguageTool rules that are used: those that were reliable on finished posts.

Measured with LanguageTool 6.8 on mistakes that authors later fixed, and on 115,000 words of finished posts, with each
finding reviewed.
"""

from __future__ import annotations

_CODES = "ar ast be br ca da de el en eo es fa fr ga gl it ja km nl pl pt ro ru sk sl sv ta tl uk zh"
LANGUAGES = frozenset(_CODES.split())
"""The languages that LanguageTool has rules for."""

VARIANTS = {
    "en": ("en-US", "en-GB", "en-CA", "en-AU", "en-NZ", "en-ZA"),
    "de": ("de-DE", "de-AT", "de-CH"),
    "pt": ("pt-PT", "pt-BR", "pt-AO", "pt-MZ"),
}
"""The variants of languages whose plain code selects few rules; the first is the default."""

CATEGORIES = frozenset(
    ["GRAMMAR", "CONFUSED_WORDS", "TYPOS", "MISC", "COMPOUNDING", "COLLOCATIONS", "NONSTANDARD_PHRASES"]
)
"""The categories to include."""

_OTHER_NAMES = ("GRAM", "GRAMÁT", "VERB", "AGREEMENT")  # parts of their names in other languages

ALSO = frozenset(["ETC_PERIOD"])
"""Rules to include although their category is not."""

FALSE_FRIENDS = "FALSE_FRIENDS"
"""Included if the writer's native language is known."""

NOISY_CATEGORIES = (
    "AMERICAN_ENGLISH_STYLE",  # a matter of house style
    "BRITISH_ENGLISH",  # "have a look" is correct English; consistency/dialect checks the spelling
    "CASING",  # list items and headings begin in lower case: one false alarm in a thousand words
    "CREATIVE_WRITING",
    "EN_QUOTES",
    "FORMAL",
    "GENDER_NEUTRALITY",
    "MULTITOKEN_SPELLING",  # takes the names of authors and models for other names
    "PLAIN_ENGLISH",
    "PROPER_NOUNS",
    "PUNCTUATION",  # commas that are a matter of taste
    "REDUNDANCY",
    "REPETITIONS_STYLE",
    "STYLE",
    "TEXT_ANALYSIS",
    "TYPOGRAPHY",  # quotes, dashes, and spaces, which work differently in Markdown
    "WIKIPEDIA",
)
"""Categories that the server can skip, because none of their rules are used."""

SPELLING = "TYPOS"
"""The category of the spelling rules, whose ids differ between languages; in English, it has other rules too."""

OFF = {
    "ADJECTIVE_ADVERB": "“deep freeze” is correct English",
    "ADVISE_VBG": "“should help understanding” is correct English",
    "AGREEMENT_SENT_START_2": "takes verbs for nouns, and notes for sentences",
    "ALLOW_TO": "“allows to do” is wrong, but common in technical posts",
    "AM_I": "“… and am enjoying it” is correct English",
    "ANY_BODY": "requests have no body",
    "ANY_MORE": "British spelling",
    "ATD_VERBS_TO_COLLOCATION": "“what customers want seem small” has two verbs",
    "A_INFINITIVE": "a deploy is a thing that people run",
    "A_INSTALL": "an install is a thing that people run",
    "A_RB_NN": "“an in-place broadcast” is correct English",
    "A_UNCOUNTABLE": "“a food” is one kind of food",
    "BE_INTEREST_IN": "“it is interesting in three ways” is correct English",
    "BOTH_AS_WELL_AS": "style",
    "BUY_VBG": "takes “buy” for “by”",
    "BY_BUY": "takes “by” for “buy”",
    "CHANCE_CHANGE": "takes a chance for a change",
    "COLLECTIVE_NOUN_VERB_AGREEMENT_VBP": "“the number of bunnies close to it” is correct English",
    "COMPOSE_FROM_OF": "style",
    "CONDITIONAL_CLAUSE": "style",
    "DECISION_MAKING": "the noun has two spellings",
    "DID_BASEFORM": "“I did paid trials” is correct English",
    "DIE_DICE": "most people roll a dice",
    "DIVERSITY_OF": "“a diversity statement” is correct English",
    "DT_JJ_NO_NOUN": "takes nouns of programming for adjectives",
    "ENGLISH_WORD_REPEAT_RULE": "grammar/repeated-word decides, and knows what is meant",
    "EN_WORD_COHERENCY": "it compares paragraphs, and each is read by itself",
    "EQUALLY_AS": "style",
    "ER": "takes “er” for “her”",
    "ESSENTIAL_ESSENTIALLY": "“is essential both to …” is correct English",
    "EVER_NN": "“the best month ever in …” is correct English",
    "EXCITED_FOR": "people are excited for things",
    "FILL_OF_WITH": "“filling the decade of my thirties” is correct English",
    "FROM_FORM": "takes a form for “from”",
    "GENERAL_NUMBER_AGREEMENT_ERRORS": "in Portuguese, takes English words for singulars",
    "GET_A_JOB_IN_WITH": "“a job in the tech industry” is correct English",
    "HAPPEN_TO": "“what happens with it” is correct English",
    "HAVE_BIN": "data are binned",
    "HAVE_PART_AGREEMENT": "“a PR has merge conflicts” is correct English",
    "IF_OF": "“a couple weeks” is correct American English",
    "INDEPENDENTLY_FROM_OF": "style",
    "INTERESTED_BY": "“your area of interest by opening issues” is correct English",
    "IN_ON_THE_RIGHT_HAND_SIDE": "style",
    "IN_OR_WITH_REGARDS_TO_OF": "style",
    "IN_THE_MOMENT": "it is not a mistake for “at the moment”",
    "IN_THE_PASSED": "values are passed",
    "IN_THIS_MOMENT": "it is not a mistake for “at that moment”",
    "IN_WINDOWS": "people work in Linux",
    "I_LOWERCASE": "chat messages are quoted verbatim",
    "KIND_OF_A": "“the type of a file”, “kind of a rush” are correct English",
    "MISSING_TO_BEFORE_A_VERB": "“I love pull requests” is correct English",
    "MUCH_COUNTABLE": "“much better-known examples” is correct English",
    "MUST_BE_DO": "“will be further improvements” is correct English",
    "NEEDNT_TO_DO_AND_DONT_NEED_DO": "“you don’t need peak fitness” is correct English",
    "NON_STANDARD_WORD": "takes “gonna” for a mistake",
    "NOUN_APOSTROPHE_S_VERB": "“the page’s publish date” is correct English",
    "NOW": "“No is temporary” is correct English",
    "NUMBERS_IN_WORDS": "versions, names of models and of files",
    "OBVIOUS_FOR": "style",
    "ON_BEHAVE": "“and so on behave” is correct English",
    "ON_IN_THE_CORNER": "style",
    "ON_IN_THE_MIDDLE": "style",
    "ON_THE_NOVEL": "“a contribution on GitHub” is correct English",
    "OTHER_OTHERS": "“other merge types” is correct English",
    "PCT_PLURAL_NOUN_SINGULAR_VERB_AGREEMENT": "“30 minutes still feels slow” is correct English",
    "PCT_SINGULAR_NOUN_PLURAL_VERB_AGREEMENT": "“a render hook template” is correct English",
    "PERSPECTIVES_ABOUT_ON": "style",
    "PLURAL_THAT_AGREEMENT": "a clause may refer to an earlier noun",
    "PLURAL_VERB_AFTER_THIS": "takes the last word before a verb for its subject",
    "POSSESSIVE_APOSTROPHE": "“the artifacts subsystem” is correct English",
    "PREFER_OVER_TO": "style",
    "PREPOSITION_VERB": "a deploy is a thing that people run",
    "PRP_JJ": "people unit test",
    "PRP_REPITION": "“… and they I usually” was a clause of its own",
    "RETURN_IN_THE": "values are returned in a format, at a node",
    "SEES_SEEMS": "“it sees that …” is correct English",
    "SHORT_COMPARATIVES": "“more strict” is correct English",
    "SINGULAR_VERB_AFTER_THESE_OR_THOSE": "“what is common between these is” is correct English",
    "THANK_FULL": "“use full names” is correct English",
    "THAT_THAN": "“more confident that it works” is correct English",
    "THAT_VERY_COOL": "“That simple.” is correct English",
    "THERE_IS_A_LOT_OF": "style",
    "THESE_ONES": "style",
    "THE_BEST_WAY": "“the app’s idiomatic way” is correct English",
    "THE_THIRD_PARTY": "“a third-party, non-trusted site” is correct English",
    "THIS_NNS_VB": "“This delays the execution” is correct English",
    "THIS_TWO_MEN": "“Why is this three workflows?” is correct English",
    "TOO_DETERMINER": "“Notice too that” is correct English",
    "TO_NON_BASE": "“the computer you are connecting to has” is correct English",
    "TO_TOO": "“that they contribute to often” is correct English",
    "UNDER_COVER_COMPOUND": "“left under cover” is correct English",
    "USE_TO_VERB": "“calculate and use to place” is correct English",
    "VBG_THEYRE": "“showing they’re serious” is correct English",
    "VERB_APOSTROPHE_S": "takes lowercase names for verbs",
    "VERB_NOUN_CONFUSION": "“the next step up” is correct English",
    "WHOS": "“the team who’s ignoring it” is correct English",
    "WIFI": "house style",
    "WORRY_FOR": "“worried for most of the month” is correct English",
    "WRITE_IN_MY_OWN_PAGE": "“in this blog” is correct English",
    "YOUR": "“man-in-the-middle your connections” is correct English",
    "YOUR_NN": "“if you’re brand new” is correct English",
}
"""Rules of these categories that are wrong too often, each with an example or the reason."""

RIGHT_AFTER_ALL = {
    "ABOUT_ITS_NN": r"\b(?:above|below|here) ⟦",  # “in the example above it's important”
    "ADMIT_ENJOY_VB": r"⟦(?!suggest|consider|miss|avoid|enjoy)",  # “they are used to do more”
    "AGREEMENT_SENT_START": r"\bthese days ⟦|, ⟦\w+⟧, and\b",
    "ALL_MOST_SOME_OF_NOUN": r"⟦(?!(?i:most|some|all) of time)",
    "A_BIT": r"\bor ⟦|⟧ of\b",  # “a crash or bit flip”
    "A_BIT_OF": r"⟧ [A-Z]",  # “feels a bit Silicon Valley”
    "A_NNS": r"congratulations⟧|\w ⟦A ",  # “client A requests”
    "BASE_FORM": r"\bYou ⟦means⟧",  # in licenses
    "BEEN_PART_AGREEMENT": r"⟦(?:add|say|block)⟧|⟦compute⟧ bound|⟦submit⟧ button",
    "EN_CONTRACTION_SPELLING": r"⟦(?:hows|whys)⟧",
    "FEWER_LESS": r"\bor ⟦less⟧",  # “50 characters or less”
    "IN_THE_INTERNET": r"web⟧ \w",  # “in the web interface”
    "IT_IS": r"⟦Its⟧ \w+ing\b|⟧ (?:nowhere\b|[A-Z])",
    "MD_BASEFORM": r"⟦\w+ing⟧",  # “so will entering anything else”
    "MENTION_ABOUT": r"\bwhat (?:[\w'’]+ ){1,2}⟦",  # “what we discussed about his plans”
    "NNS_THAT_AGREEMENT": r"\b[A-Z][\w.]* that ⟦",
    "ONE_PLURAL": r"⟦1 bits⟧",
    "PHRASE_REPETITION": r"⟦(?:list of list of|end to end to|one by one by)⟧",
    "PRP_HAVE_VB": r"⟦bin⟧",
    "PRP_MD_NN": r"⟦(?:namespace|vendor)⟧",
    "REPEATED_VERBS": r"⟦setting set⟧",
    "SETUP_VERB": r"\bha(?:s|ve) ⟦setup⟧ for\b",
    "THE_SAME_AS": r", ⟦like⟧",
    "THE_SUPERLATIVE": r"\bwas ⟦|⟧ [A-Z]",  # “suicide was least common”, “a Least Recently Used cache”
    "THIS_NNS": r"⟦(?i:these metadata)⟧|\bon ⟦this⟧ \w+s the\b",
}
"""Correct text that these rules report: patterns of the text, with marks around the reported part."""

DOUBLED = frozenset(["PHRASE_REPETITION", "REPEATED_VERBS"])
"""Rules about repetition, which is intended if there is markup in between."""

OFF_BEGIN = (
    "EN_DIACRITICS_",  # “Bezier” and “naive” are what most people write
    "MORFOLOGIK_RULE_",  # the spelling/* rules check spelling; in other languages, these would find only names
    "HUNSPELL_RULE",
)
"""Prefixes of the ids of more such rules."""

OFF_END = (
    "_SPELLER_RULE",
    "_SIMPLE_REPLACE",  # in other languages: loanwords and old spellings
    "_HOMOPHONES_REPLACE",
    "_WORD_COHERENCY",  # it compares paragraphs, and each is read by itself
    "_WHITESPACE",
)
"""Suffixes of the ids of more such rules."""

SURE = frozenset(
    [
        "ENGLISH_WORD_REPEAT_RULE",
        "EN_A_VS_AN",
        "ETC_PERIOD",
        "LOOSING_EFFORTRECORDSEASON",
        "SETUP_VERB",
    ]
)
"""Rules whose only replacement is nearly always right."""
SURE_BEGIN = ("EN_COMPOUNDS_",)


def is_kept(category: str, language: str) -> bool:
    """Whether to include ``category`` of LanguageTool's rules for ``language``, such as "en-US"."""
    return category in CATEGORIES or (not language.startswith("en") and any(part in category for part in _OTHER_NAMES))


def is_off(rule: str) -> bool:
    """Whether LanguageTool's ``rule`` is wrong too often."""
    return rule in OFF or rule.startswith(OFF_BEGIN) or rule.endswith(OFF_END)
