"""Bulgarian nouns: number, definiteness and count form from a singular citation form."""

from __future__ import annotations

import re

from iomgloss.morphology.bg_irregular import (
    CONSONANT_FEMININES,
    IRREGULAR_PLURALS,
    IRREGULAR_SINGULARS,
    MONOSYLLABIC_I_PLURALS,
    SOFT_MASCULINES,
    SUPPLETIVE_COUNT_FORMS,
)

VOWELS = "аеиоуъюя"
_SYLLABLE = re.compile(f"[{VOWELS}]")
_PALATALISED = {"к": "ц", "г": "з", "х": "с"}
_YA = re.compile(rf"^(.*[^{VOWELS}])я([^{VOWELS}]+)$")
_FLEETING = re.compile(  # министър → министри; орел → орли, in two syllables only
    rf"^(?:(?P<before>.*[^{VOWELS}])ъ[рлмнт]|(?P<short>[^{VOWELS}]*[{VOWELS}]?[^{VOWELS}]+)ел)$"
)
_LIQUID = re.compile(rf"^(.*[^{VOWELS}])([рл])ъ([^{VOWELS}])$")


def syllables(word: str) -> int:
    """The number of vowels."""
    return len(_SYLLABLE.findall(word))


def with_article(plural: str) -> set[str]:
    """-те after и and е, -та after а and я: мигрантите, децата."""
    return {plural, plural + ("те" if plural[-1] in "ие" else "та")}


def _plurals(words: list[str]) -> set[str]:
    return set().union(*map(with_article, words)) if words else set()


def fronted(stem: str) -> list[str]:
    """я → е before a syllable with и or е: смяна → смени, свят → светове."""
    match = _YA.match(stem)
    return [f"{match[1]}е{match[2]}", stem] if match else [stem]


def masculine(base: str) -> set[str]:
    """A masculine in a consonant or -й: articles, count form (= short article), plurals."""
    found = {base, *SUPPLETIVE_COUNT_FORMS.get(base, ())}
    if base.endswith("й"):
        found |= {f"{base[:-1]}я", f"{base[:-1]}ят"}
    else:
        soft = base in SOFT_MASCULINES or base.endswith(("тел", "ар", "яр"))
        stems = {f"{base[:-2]}м"} if base.endswith("зъм") else {base}  # туризъм → туризмът
        if match := _LIQUID.match(base):  # връх → върхът, гръб → гърба
            stems.add(f"{match[1]}ъ{match[2]}{match[3]}")
        if syllables(base) == 1:  # свят → светът, but дял → дялът
            stems.update(fronted(base))
        for stem in stems:
            if base not in SOFT_MASCULINES:
                found |= {f"{stem}ът", f"{stem}а"}
            if soft:
                found |= {f"{stem}ят", f"{stem}я"}
    return found | _plurals(_masculine_plurals(base))


def _masculine_plurals(base: str) -> list[str]:
    if base in IRREGULAR_PLURALS:
        return list(IRREGULAR_PLURALS[base])
    if syllables(base) == 1 and base not in MONOSYLLABIC_I_PLURALS:
        if base.endswith("й"):
            return [f"{base[:-1]}еве"]
        stems = fronted(base)
        if match := _LIQUID.match(base):
            stems = [f"{match[1]}ъ{match[2]}{match[3]}", base]
        return [f"{stem}ове" for stem in stems]
    if base.endswith("й"):
        return [f"{base[:-1]}и"]
    if base.endswith("ец") and syllables(base) > 1:
        if base[-3] in VOWELS:  # европеец → европейци
            return [f"{base[:-2]}йци"]
        return [f"{base[:-2]}ци", f"{base}и"]
    return _masculine_plurals_in_i(base)


def _masculine_plurals_in_i(base: str) -> list[str]:
    found = []
    if base.endswith("ин") and syllables(base) > 1:  # гражданин → граждани, but магазин → магазини
        found.append(f"{base[:-2]}и")
    if match := _FLEETING.match(base):
        found.append(f"{match['before'] or match['short']}{base[-1]}и")
    if base[-1] in _PALATALISED:
        found.append(f"{base[:-1]}{_PALATALISED[base[-1]]}и")
        if base[-1] == "х":
            found.append(f"{base}и")
        if match := _LIQUID.match(base):  # грък → гърци
            found.append(f"{match[1]}ъ{match[2]}{_PALATALISED.get(match[3], match[3])}и")
    else:
        found.append(f"{base}и")
    return found


def feminine(base: str) -> set[str]:
    """A feminine (or a masculine person) in -а/-я, or a feminine in a consonant."""
    found = {base, f"{base}та"}
    if base in IRREGULAR_PLURALS:
        return found | _plurals(list(IRREGULAR_PLURALS[base]))
    if base[-1] in "ая":
        return found | _plurals([f"{stem}и" for stem in fronted(base[:-1])])
    stems = [base]
    if match := re.match(rf"^(.*[^{VOWELS}])[еъ]([нлв])$", base):  # песен → песни, but есен → есени
        stems.append(f"{match[1]}{match[2]}")
    return found | _plurals([f"{stem}и" for stem in stems])


def takes_feminine(base: str) -> bool:
    """Whether a consonant-final noun of unknown gender can be feminine."""
    if base.endswith(("ост", "ест", "щ")) and syllables(base) > 1:
        return True
    return base in CONSONANT_FEMININES


def neuter(base: str) -> set[str]:
    """A neuter in -о, -е or a loan in -и, -у, -ю."""
    found = {base, f"{base}то"}
    if base in IRREGULAR_PLURALS:
        return found | _plurals(list(IRREGULAR_PLURALS[base]))
    stem = base[:-1]
    if base.endswith("о"):
        return found | _plurals([f"{front}а" for front in fronted(stem)])  # място → места
    if base.endswith(("ие", "не")):  # съгласие → съгласия; дело на -не: искания, but кафенета
        plurals = [f"{base[:-1]}я" if base.endswith("ие") else f"{base[:-1]}ия"]
        if not base.endswith("ние"):
            plurals.append(f"{base}та")
        return found | _plurals(plurals)
    if base.endswith("ще"):
        return found | _plurals([f"{stem}а"])
    if base.endswith("це"):
        return found | _plurals([f"{stem}а", f"{base}та"])
    if base.endswith("ме"):  # време → времена
        return found | _plurals([f"{base}на"])
    return found | _plurals([f"{base}та"])


def singulars(plural: str) -> set[str]:
    """The singular citation forms a plural may come from (no article)."""
    if plural in IRREGULAR_SINGULARS:
        return {IRREGULAR_SINGULARS[plural]}
    found: set[str] = set()
    if plural.endswith("ове") and len(plural) > 5:
        found.add(plural[:-3])
        if match := re.match(rf"^(.*[^{VOWELS}])е([^{VOWELS}]+)$", plural[:-3]):
            found.add(f"{match[1]}я{match[2]}")
    elif plural.endswith("еве"):
        found.add(f"{plural[:-3]}й")
    elif plural.endswith("ета") and len(plural) > 4:
        found.add(plural[:-2])
    elif plural.endswith("ия"):
        found.add(f"{plural[:-1]}е")
        if plural.endswith("ния"):
            found.add(f"{plural[:-2]}е")
    elif plural.endswith(("ща", "ца")):
        found.add(f"{plural[:-1]}е")
    elif plural.endswith("а"):
        found.add(f"{plural[:-1]}о")
    elif plural.endswith("и"):
        found |= _singulars_in_i(plural[:-1])
    return found


def _singulars_in_i(stem: str) -> set[str]:
    if stem[-1] in VOWELS:  # случаи, стаи, комисии
        return {f"{stem}й", f"{stem}я"}
    found = {stem, f"{stem}а"}
    if stem.endswith("йц"):
        return {f"{stem[:-2]}ец", f"{stem}а"}
    if stem.endswith("ц"):
        found |= {f"{stem[:-1]}к", f"{stem[:-1]}ец"}
        if syllables(stem) == 1:
            found.discard(f"{stem[:-1]}к")
    elif stem.endswith("з"):
        found.add(f"{stem[:-1]}г")
    elif stem.endswith("с"):
        found.add(f"{stem[:-1]}х")
    elif match := re.match(rf"^(.*[^{VOWELS}])([рлмн])$", stem):
        found.add(f"{match[1]}ъ{match[2]}")
    if re.search(r"[аяъ][нр]$", stem):
        found.add(f"{stem}ин")
    if stem.endswith(("л", "н")):
        found.add(f"{stem}я")
    if match := re.match(rf"^(.*[^{VOWELS}])е([^{VOWELS}]+)$", stem):  # мерки → мярка
        found.add(f"{match[1]}я{match[2]}а")
    return found
