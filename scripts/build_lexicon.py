"""Rebuild the word data of `lint_post.lexicon` from the package registries.

    python scripts/build_lexicon.py                 # writes the files, prints their digests
    python scripts/build_lexicon.py --check         # says whether the files in the tree are what it builds
    python scripts/build_lexicon.py --sources DIR   # keeps the packages in DIR, or takes them from there

Four ordinary clients fetch four kinds of package: apt-get (a Debian or Ubuntu machine), npm, cargo and pip. Everything
else is computed from the packages and from `lexicon_words.toml` next to this script, so the same packages and the same
marisa-trie produce the same bytes. To update a source, change its version in `PACKAGES` and build.
"""

from __future__ import annotations

import argparse
import gzip
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from itertools import product
from math import log10
from pathlib import Path
from statistics import median

from marisa_trie import BytesTrie, RecordTrie, Trie

from lint_post.lexicon._tries import DATA, FLOOR, change, step

BUILT_WITH = "1.4.1"
"""The marisa-trie that wrote the files in the tree. Another one reads them, but may write other bytes."""

LARGEST_SCOWL = 70
"""SCOWL's size of a large dictionary. The next one, 80, is for word games and would hide slips: vison, crusies."""


@dataclass(frozen=True)
class Package:
    """One source: its origin, its license, and the contents used."""

    client: str
    name: str
    version: str
    licence: str
    holds: str


_TECHNICAL = (
    "aws 4.0.17, companies 3.2.13, css 4.1.2, data-science 2.0.16, docker 1.1.17, dotnet 5.0.15, filetypes 3.0.18, "
    "fullstack 3.2.9, git 3.1.1, golang 6.0.29, google 1.0.9, k8s 1.0.13, node 5.0.9, npm 5.2.56, python 4.5.2, "
    "ruby 5.1.4, rust 4.1.2, shell 1.2.0, software-terms 5.4.9, typescript 3.2.3"
)

PACKAGES = (
    Package("apt", "scowl", "2020.12.07", "SCOWL (permissive, see below)", "English words and names by size"),
    Package("cargo", "typos-dict", "0.14.4", "MIT OR Apache-2.0 (used under MIT)", "misspellings"),
    Package("cargo", "varcon", "1.0.5", "MIT OR Apache-2.0 (used under MIT)", "spellings by dialect (SCOWL’s VarCon)"),
    Package("pip", "symspellpy", "6.9.0", "MIT", "word frequencies"),
    Package("npm", "@cspell/dict-people-names", "1.1.16", "MIT", "names"),
    *(
        Package("npm", f"@cspell/dict-{name}", number, "MIT", "technical words")
        for name, number in map(str.split, _TECHNICAL.split(","))
    ),
)

WORDS = Path(__file__).with_name("lexicon_words.toml")
"""Our own say: what the packages get wrong, and what they lack."""

MIT_OF_TYPOS = "Copyright (c) 2019 Individual contributors"  # the crate's archive contains no license files

_DOUBLED, _LOST, _SWAPPED, _ADDED, _CHANGED_VOWEL, _CHANGED = 0.7, 0.8, 0.9, 1.2, 1.1, 1.5
_IN_FRONT = 0.8  # in addition, at the first letter
_PER_DECADE = 0.2  # what ten times the frequency makes up for
_VOWELS = frozenset("aeiouy")

_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_CLUSTER = re.compile(r"level: (\d+),\n  entries: &\[(.*?)\n  \],\n  notes:", re.DOTALL)
_SPELLING = re.compile(r'word: "([a-z]{4,})",\s+types: &\[(.*?)\n        \]', re.DOTALL)
_TYPE = re.compile(r"Category::(\w+), tag: (?:Some\(Tag::)?(\w+)")
_SENSE = re.compile(r"pos: Some|description: Some")
_ROW = re.compile(r'InsensitiveStr::(?:Ascii|Unicode)\(\s*"([^"]+)",?\s*\),\s*&\[(.*?)\]', re.DOTALL)

_CATEGORIES = ("American", "BritishIse", "BritishIze", "Canadian", "Australian")  # VarCon's names of lexicon.DIALECTS
_RIGHT = ({"None", "Eq", "Variant", "Seldom"},) * 3 + ({"None", "Eq"}, {"None", "Eq", "Variant"})
"""The VarCon tags of correct spellings in each dialect: rare is not wrong, but Canada uses both of most pairs."""

_WITH_Z = re.compile(r"([a-z]{3,}[^s])iz(e|es|ed|ing|er|ers|able|ation|ations)")

Rows = dict[str, tuple[str, ...]]  # wrong: what may be right
Spellings = dict[str, tuple[str, ...]]  # a word: how it is spelled in each of lexicon.DIALECTS


@dataclass
class Words:
    """What the packages say, before it is packed."""

    sizes: dict[str, int] = field(default_factory=dict)  # SCOWL's words and names, as spelled, by smallest list
    technical: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    counted: dict[str, int] = field(default_factory=dict)
    misspellings: Rows = field(default_factory=dict)
    dialects: Spellings = field(default_factory=dict)

    def ordinary(self) -> set[str]:
        """The words that are written small."""
        return {word for word in self.sizes.keys() | self.technical if word == word.lower()}

    def names(self) -> set[str]:
        """The words that are not, without the names of people."""
        return {word for word in self.sizes.keys() | self.technical if word != word.lower()}


# Fetching


def fetch(into: Path) -> None:
    """Download every package to the folder `into`, unless it exists there."""
    into.mkdir(parents=True, exist_ok=True)
    by_client = defaultdict(list)
    for package in PACKAGES:
        by_client[package.client].append(package)
    (scowl,), (symspell,) = by_client["apt"], by_client["pip"]
    if not any(into.glob(f"scowl_{scowl.version}-*.deb")):
        _run(into, "apt-get", "download", f"scowl={scowl.version}-*")
    if missing := [p for p in by_client["npm"] if not _tarball(into, p).exists()]:
        _run(into, "npm", "pack", "--silent", *(f"{p.name}@{p.version}" for p in missing))
    if not any(into.glob(f"symspellpy-{symspell.version}-*.whl")):
        _run(into, sys.executable, "-m", "pip", "download", "-q", "--no-deps", f"symspellpy=={symspell.version}")
    if not all(_crate(into, package.name).exists() for package in by_client["cargo"]):
        _vendor(into / "crate", by_client["cargo"])


def _run(folder: Path, *command: str) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


def _vendor(project: Path, packages: list[Package]) -> None:
    project.mkdir(exist_ok=True)
    head = '[package]\nname = "words"\nedition = "2021"\n[lib]\npath = "lib.rs"\n[dependencies]\n'
    wanted = "".join(f'{package.name} = "={package.version}"\n' for package in packages)
    (project / "Cargo.toml").write_text(head + wanted)
    (project / "lib.rs").touch()
    _run(project, "cargo", "vendor", "--quiet", "--versioned-dirs", "vendor")


def _tarball(folder: Path, package: Package) -> Path:
    return folder / f"{package.name.lstrip('@').replace('/', '-')}-{package.version}.tgz"


def _crate(folder: Path, name: str) -> Path:
    (package,) = (p for p in PACKAGES if p.client == "cargo" and p.name == name)
    file = "word_codegen.rs" if name == "typos-dict" else "codegen.rs"
    return folder / "crate" / "vendor" / f"{package.name}-{package.version}" / "src" / file


# Reading


def read(folder: Path) -> Words:
    """Read every package in `folder`, and reconcile what they say."""
    words = Words(counted=dict(_frequencies(folder)))
    for name, content in _scowl(folder):
        if (size := int(name.rsplit(".", 1)[1])) <= LARGEST_SCOWL:
            for word in content.split():
                for form in {word, _without_accents(word)}:
                    words.sizes[form] = min(size, words.sizes.get(form, size))
    for package in (p for p in PACKAGES if p.client == "npm"):
        found = set(_pieces(_cspell(folder, package)))
        (words.people if package.holds == "names" else words.technical).update(found)
    ours = tomllib.loads(WORDS.read_text("utf-8"))
    rows = {wrong: rights for wrong, rights in _rows(folder) if wrong not in ours["accepted"]}
    words.technical.update(ours["accepted"], ours["current"])
    words.technical.update(_corrections_worth_knowing(words, rows, ours["unfit"]))
    words.misspellings = _misspellings(words, rows, ours["run-together"])
    words.technical = {w for w in words.technical if w in words.sizes or w.lower() not in words.misspellings}
    words.people = {w for w in words.people if not _is_a_slip_of_a_name(w, words)}
    words.dialects = _dialects(folder, words, ours["neutral"])
    return words


def _scowl(folder: Path) -> Iterator[tuple[str, str]]:
    for path, content in _debian(folder):
        if "/dict/scowl/" in path:
            yield path.rsplit("/", 1)[1], content.decode()


def _debian(folder: Path) -> Iterator[tuple[str, bytes]]:
    (archive,) = folder.glob("scowl_*.deb")
    with (
        subprocess.Popen(["dpkg-deb", "--fsys-tarfile", archive], stdout=subprocess.PIPE) as unpacker,
        tarfile.open(fileobj=unpacker.stdout, mode="r|") as files,
    ):
        for member in files:
            if member.isfile() and (content := files.extractfile(member)):
                yield member.name, content.read()


def _cspell(folder: Path, package: Package) -> Iterator[str]:
    """The lines of a package's word lists: a comment begins with “#”, a forbidden word with “!”."""
    for path, content in _npm(folder, package):
        if path.endswith((".txt", ".txt.gz")):
            text = (gzip.decompress(content) if path.endswith(".gz") else content).decode()
            lines = (line.partition("#")[0] for line in text.splitlines())
            yield from (line for line in lines if not line.startswith("!"))


def _npm(folder: Path, package: Package) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(_tarball(folder, package)) as files:
        for member in files:
            if member.isfile() and (content := files.extractfile(member)):
                yield member.name, content.read()


def _pieces(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from (piece for piece in _LETTERS.findall(line) if len(piece) > 1)


def _rows(folder: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for wrong, right in _ROW.findall(_crate(folder, "typos-dict").read_text("utf-8")):
        yield wrong, tuple(re.findall(r'"([^"]+)"', right))


def _variants(folder: Path, *, largest: int) -> Iterator[Spellings]:
    """Each word that has several spellings, as those in which it is right; none of a word that has several senses.

    Of “check” and “cheque”, “practice” and “practise” only the sense of a sentence tells which is right.
    """
    for level, entries in _CLUSTER.findall(_crate(folder, "varcon").read_text("utf-8")):
        if int(level) > largest or _SENSE.search(entries):
            continue
        for entry in entries.split("Entry {")[1:]:
            yield {
                word: tuple(category for category, tag in _TYPE.findall(types) if tag in _tags_of(category))
                for word, types in _SPELLING.findall(entry)
            }


def _tags_of(category: str) -> Set[str]:
    return _RIGHT[_CATEGORIES.index(category)] if category in _CATEGORIES else set()


def _wheel(folder: Path, ending: str) -> str:
    (wheel,) = folder.glob("symspellpy-*.whl")
    with zipfile.ZipFile(wheel) as files:
        (name,) = (name for name in files.namelist() if name.endswith(ending))
        return files.read(name).decode("utf-8-sig")


def _frequencies(folder: Path) -> Iterator[tuple[str, int]]:
    for line in _wheel(folder, "frequency_dictionary_en_82_765.txt").splitlines():
        word, count = line.split()
        yield word, int(count)


# Reconciling


def _corrections_worth_knowing(words: Words, rows: Rows, unfit: list[str]) -> Iterator[str]:
    """The words that the misspelling list corrects to, where no other list has them: preprint, interruptible."""
    for right in {right for rights in rows.values() for right in rights}:
        if len(right) > 4 and right not in rows and right not in unfit and not _spelled(right, words.sizes.keys()):
            yield right


def _misspellings(words: Words, rows: Rows, run_together: dict[str, str]) -> Rows:
    ours = run_together | dict(_contractions_gone_wrong(words))
    rows = rows | {wrong: (right,) for wrong, right in ours.items()}
    short_names = {name.lower() for name in words.names() if len(name) == 3}
    known = words.sizes.keys() | words.technical
    kept = {}
    for wrong, rights in rows.items():
        if len(wrong) < 3 or wrong in words.sizes or wrong in short_names:
            continue
        spelled = {_spelled(ours.get(right, right), known) for right in rights}
        order = sorted((_surprise(wrong, r.lower(), words.counted.get(r.lower(), 0)), r) for r in spelled if r)
        if len(order) == 1 or (order and len(wrong) > 3):
            kept[wrong] = tuple(right for _, right in order)
    return kept


def _contractions_gone_wrong(words: Words) -> Iterator[tuple[str, str]]:
    """``doesnt`` and ``does'nt``, unless they are other words."""
    for right in words.sizes:
        if re.fullmatch(r"[a-z]+(?:n't|'(?:ve|ll|re|d))", right):
            if len(right) > 4:
                yield right.replace("'", ""), right
            if right.endswith("n't"):
                yield right[:-3] + "'nt", right


def _spelled(right: str, known: Set[str]) -> str | None:
    """`right` with its capitals in the lexicon; None if it is not in the lexicon."""
    if right in known or " " in right:
        return right
    return next((form for form in (right.capitalize(), right.upper()) if form in known), None)


def _is_a_slip_of_a_name(name: str, words: Words) -> bool:
    """Whether a person's name is a known slip of a better known one: “Jospeh”, “Shirely”."""
    return any(right.capitalize() in words.sizes for right in words.misspellings.get(name.lower(), ()))


def _dialects(folder: Path, words: Words, neutral: list[str]) -> Spellings:
    """How each word that is wrong in some dialect is spelled in every one; `neutral` words are left out."""
    table: Spellings = {}
    several = set(neutral)
    for variants in _variants(folder, largest=LARGEST_SCOWL):
        for word in variants:
            spelled = tuple(_in_dialect(word, variants, category) for category in _CATEGORIES)
            if "" in spelled or table.setdefault(word, spelled) != spelled:
                several.add(word)
    every = {word for variants in _variants(folder, largest=100) for word in variants}
    known = every | words.sizes.keys()
    for word in words.ordinary() - every:
        parts = _WITH_Z.fullmatch(word)
        if parts and (british := f"{parts[1]}is{parts[2]}") not in known:
            spelled = (word, british, word, word, british)
            table |= {word: spelled, british: spelled}
    unlike = several.union(*(spelled for word, spelled in table.items() if word in several))
    told = {w: spelled for w, spelled in table.items() if set(spelled) != {w} and w in spelled}
    return {w: spelled for w, spelled in told.items() if not unlike & set(spelled)}


def _in_dialect(word: str, variants: Spellings, category: str) -> str:
    """`word` itself if it is right there, or the first of `variants` that is."""
    return next((other for other in (word, *variants) if category in variants[other]), "")


def _without_accents(word: str) -> str:
    for ligature, letters in {"æ": "ae", "œ": "oe", "Æ": "Ae", "Œ": "Oe"}.items():
        word = word.replace(ligature, letters)
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def _surprise(wrong: str, right: str, counted: int) -> float:
    """How unlikely it is that somebody who meant `right`, which was counted so often, wrote `wrong`.

    A letter is lost or swapped with its neighbor sooner than changed, another vowel is written sooner than another
    consonant, a letter is doubled or not sooner than anything else, and hardly anybody errs in the first one.
    """
    table = [[0.0] * (len(right) + 1) for _ in range(len(wrong) + 1)]
    for i, j in product(range(len(wrong) + 1), range(len(right) + 1)):
        first = _IN_FRONT if min(i, j) == 0 or i == j == 1 else 0
        ways = []
        if i:
            ways.append(table[i - 1][j] + (_DOUBLED if wrong[i - 2 : i - 1] == wrong[i - 1] else _ADDED) + first)
        if j:
            ways.append(table[i][j - 1] + (_DOUBLED if right[j - 2 : j - 1] == right[j - 1] else _LOST) + first)
        if i and j:
            old, new = right[j - 1], wrong[i - 1]
            change = _CHANGED_VOWEL if {old, new} <= _VOWELS else _CHANGED
            ways.append(table[i - 1][j - 1] + (change + first if old != new else 0))
        if i > 1 and j > 1 and wrong[i - 2 : i] == right[j - 1] + right[j - 2]:
            ways.append(table[i - 2][j - 2] + _SWAPPED)
        table[i][j] = min(ways, default=0)
    return table[-1][-1] - _PER_DECADE * log10(max(counted, 10**4))


# Packing


def pack(words: Words) -> dict[str, Callable[[str], None]]:
    """Each data file, as the function that saves it under a path."""
    ordinary = {word for word in words.ordinary() if not word.endswith("'s")}
    known = ordinary | words.names() | words.people
    folded = {name.lower() for name in words.names()} - ordinary
    steps = {word: step(count) for word, count in _magnitudes(words, ordinary)}
    return {
        "words.marisa": Trie(sorted(known)).save,
        "names.marisa": Trie(sorted(folded)).save,
        "frequencies.marisa": RecordTrie("B", [(w, (s,)) for w, s in sorted(steps.items()) if s > FLOOR]).save,
        "misspellings.marisa": BytesTrie(
            [(wrong, "\n".join(rights).encode()) for wrong, rights in sorted(words.misspellings.items())]
        ).save,
        "dialects.marisa": BytesTrie(
            [(word, change(word, spelled)) for word, spelled in sorted(words.dialects.items())]
        ).save,
    }


def _magnitudes(words: Words, ordinary: set[str]) -> Iterator[tuple[str, float]]:
    """How often each word occurs: as counted, but at least a quarter of what is usual in its SCOWL size.

    A word that only the technical lists have is mostly counted as something else, so its count is capped.
    """
    counts_by_size = defaultdict(list)
    for word, size in words.sizes.items():
        if word in words.counted:
            counts_by_size[size].append(words.counted[word])
    usual = {size: median(counts) for size, counts in counts_by_size.items()}
    for word in ordinary:
        count = words.counted.get(word, 1)
        yield word, max(count, usual[words.sizes[word]] / 4) if word in words.sizes else min(count, 10**6)


def notice(folder: Path) -> str:
    """The names, versions, licenses, and copyright notices of all sources of the data."""
    rows = "\n".join(f"| {p.name} | {p.client} | {p.version} | {p.licence} | {p.holds} |" for p in PACKAGES)
    licences = [_text_of(_npm(folder, p), "/LICENSE") for p in PACKAGES if p.client == "npm"]
    licences.append(_wheel(folder, ".dist-info/LICENSE"))
    holders = set(re.findall(r"^Copyright \(c\).*\S", "\n".join(licences), re.MULTILINE))
    permission = licences[0].partition("Permission is hereby granted")
    scowl = _text_of(_debian(folder), "/doc/scowl/copyright")
    return (
        "# Notices\n\n`scripts/build_lexicon.py` builds the word data in this folder from the packages below. "
        "The words were selected, merged, reordered, and packed; no file of the packages is included unmodified.\n\n"
        f"| package | from | version | license | contents used |\n|---|---|---|---|---|\n{rows}\n\n"
        "## MIT: the @cspell dictionaries, symspellpy, typos-dict, varcon\n\n```text\n"
        + "\n".join(sorted({*holders, MIT_OF_TYPOS}))
        + f"\n\n{permission[1]}{permission[2].rstrip()}\n```\n\n## SCOWL\n\n```text\n{scowl.rstrip()}\n```\n"
    )


def _text_of(files: Iterator[tuple[str, bytes]], ending: str) -> str:
    (content,) = [content for path, content in files if path.endswith(ending)]
    return content.decode()


def build(sources: Path, into: Path) -> list[Path]:
    """Write all files of the lexicon into the folder `into`, from the packages in `sources`."""
    into.mkdir(parents=True, exist_ok=True)
    for name, save in pack(read(sources)).items():
        save(str(into / name))
    (into / "NOTICE.md").write_bytes(notice(sources).encode())
    digests = {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(into.glob("*.marisa"))}
    (into / "SHA256SUMS").write_bytes("".join(f"{digest}  {name}\n" for name, digest in digests.items()).encode())
    return sorted(into.iterdir())


def check(sources: Path) -> int:
    """Build again outside the tree and compare; returns the number of files that differ."""
    with tempfile.TemporaryDirectory() as scratch:
        built = build(sources, Path(scratch))
        differing = [path.name for path in built if not _same(path, DATA / path.name)]
    stray = {path.name for path in DATA.iterdir()} - {path.name for path in built}
    for name in sorted({*differing, *stray}):
        print(f"{name} differs from what this script builds")
    if not differing and not stray:
        print("The files in the tree equal what this script builds.")
    return len(differing) + len(stray)


def _same(built: Path, kept: Path) -> bool:
    return kept.exists() and built.read_bytes() == kept.read_bytes()


def main() -> int:
    """Run the script; the exit code is 1 when `--check` finds a difference."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="compare without writing")
    parser.add_argument("--sources", type=Path, metavar="DIR", help="folder for the packages")
    options = parser.parse_args()
    if version("marisa-trie") != BUILT_WITH:
        print(f"note: the files in the tree were written by marisa-trie {BUILT_WITH}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as scratch:
        sources: Path = (options.sources or Path(scratch)).resolve()
        fetch(sources)
        if options.check:
            return min(check(sources), 1)
        for path in build(sources, DATA):
            print(f"{path.stat().st_size:9,}  {path.name}")
        print((DATA / "SHA256SUMS").read_text(), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
