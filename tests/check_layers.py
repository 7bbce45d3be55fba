"""Fails when a source file includes, or does, something that its layer may not.

    python3 check_layers.py PROJECT_FOLDER

Prints one sentence per offence. The table below is the one in docs/architecture.md;
tests/lint/test_check_layers.py keeps the two equal.
"""
import fnmatch
import pathlib
import re
import sys

# layer -> what it may include besides itself ("core" alone is the files at core's root: result.h, clock.h, worker.h)
MAY_INCLUDE = {
    "core": [],
    "core/events": ["core"],
    "core/facts": ["core", "core/events"],
    "core/feed": ["core", "core/events", "core/facts"],
    "core/secrets": ["core", "core/feed"],
    "core/store": ["core", "core/events", "core/facts"],
    "core/resolver": ["core", "core/events", "core/facts"],
    "core/metrics": ["core", "core/events", "core/facts", "core/resolver"],
    "core/alerts": ["core", "core/events", "core/facts", "core/metrics"],
    "core/geo": ["core", "core/events", "core/facts"],
    "core/generate": ["core", "core/events"],
    "core/pipeline": ["core", "core/*"],
    "core/reports": ["core", "core/*"],
    "core/notify": ["core", "core/*"],
    "ui": [],
    "ui/charts": [],
    "ui/map": ["ui/charts"],
    "ui/widgets": ["ui", "ui/charts"],
    "ui/secrets": ["core", "core/feed", "core/secrets"],
    "ui/models": ["ui", "core", "core/*", "ui/secrets"],
    "ui/pages": ["core", "core/*", "ui", "ui/charts", "ui/map", "ui/widgets", "ui/models", "ui/secrets"],
    "ui/shell": ["core", "core/*", "ui", "ui/*"],
    "app": ["core", "core/*", "ui/*"],
}

PURE = {"core/resolver", "core/metrics", "core/alerts"}

# (offending layers, what the code says, the sentence). Comments and the insides of strings are not code.
FORBIDDEN = [
    (lambda layer: layer.startswith("core"), r'#\s*include\s*[<"](Q[A-Z]\w*|Qt\w*/)', "core knows no Qt"),
    (lambda layer: layer != "core/store", r'#\s*include\s*[<"]sqlite3(ext)?\.h', "only core/store talks to SQLite"),
    (lambda layer: layer in PURE, r"#\s*include\s*<(fstream|filesystem|cstdio|stdio\.h|fcntl\.h|unistd\.h)>",
     "no files in a layer of pure functions"),
    (lambda layer: layer in PURE, r"#\s*include\s*\"core/text_file\.h\"", "no files in a layer of pure functions"),
    (lambda layer: layer in PURE, r"#\s*include\s*[<\"](sys/socket\.h|netinet/|arpa/|curl/|librdkafka/)",
     "no network in a layer of pure functions"),
    (lambda layer: layer in PURE, r"\b(system_clock|steady_clock|high_resolution_clock)\b|#\s*include\s*\"core/clock\.h\"",
     "no clock in a layer of pure functions: time comes in as an argument"),
]
SQL = re.compile(r"\b(SELECT\b.+\bFROM|INSERT\s+(OR\s+\w+\s+)?INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET)\b", re.DOTALL)

COMMENT_OR_STRING = re.compile(
    r"'(?:\\.|[^'\\\n])'|"  # a character, so that '"' begins no string
    r'(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<raw>R"(?P<tag>[^()\\ ]*)\(.*?\)(?P=tag)")|(?P<string>"(?:\\.|[^"\\\n])*")', re.DOTALL)


def layer_of(path):
    """core/metrics/x.h -> core/metrics; core/result.h -> core; everything below app is app."""
    folders = pathlib.PurePosixPath(path).parent.parts
    return "app" if folders[:1] == ("app",) else "/".join(folders[:2])


def without_comments(text):
    return COMMENT_OR_STRING.sub(lambda m: " " if m["comment"] else m[0], text)


def code_only(text):
    """Neither comments nor the text of strings, but the paths of includes."""
    def replace(match):
        if match["comment"]:
            return " "
        if not match["raw"] and not match["string"]:
            return match[0]
        is_include = re.search(r"#\s*include\s*$", match.string[:match.start()])
        return match[0] if is_include else '""'
    return COMMENT_OR_STRING.sub(replace, text)


def may_include(here, target):
    return target == here or any(fnmatch.fnmatch(target, allowed) for allowed in MAY_INCLUDE[here])


def offences_in(path, text):
    """Sentences about one file; also the layers that it includes."""
    here = layer_of(path)
    if here not in MAY_INCLUDE:
        return [f"{path}: {here} is not in the table of layers (tests/check_layers.py, docs/architecture.md)"], set()
    code = code_only(text)
    bad = []
    included = set()
    for include in re.findall(r'#\s*include\s*"([^"]+)"', code):
        if include.endswith(".moc"):
            continue
        if include.split("/")[0] not in {"core", "ui", "app"}:
            bad.append(f'{path}: "{include}" must be written from the root of the project, or in <> if it is not ours')
            continue
        target = layer_of(include)
        if target != here:
            included.add(target)
        if not may_include(here, target):
            bad.append(f"{path}: {here} may not include {target} ({include})")
    bad += [f"{path}: {sentence}" for applies, pattern, sentence in FORBIDDEN if applies(here) and re.search(pattern, code)]
    if here.startswith("ui") and SQL.search(without_comments(text)):
        bad.append(f"{path}: ui writes no SQL; ask core/reports")
    return bad, included


def mutual(includes):
    """Pairs of layers that include each other, be it over others in between, even where the table allows each way alone."""
    def reach(start):
        seen, todo = set(), [start]
        while todo:
            for target in includes.get(todo.pop(), ()):
                if target not in seen:
                    seen.add(target)
                    todo.append(target)
        return seen

    reached = {layer: reach(layer) for layer in includes}
    return [f"{a} and {b} include each other" for a in sorted(includes) for b in sorted(includes)
            if a < b and b in reached[a] and a in reached[b]]


def check(root):
    bad, includes = [], {}
    for top in ("core", "ui", "app"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix not in {".h", ".cpp"}:
                continue
            path = file.relative_to(root).as_posix()
            sentences, included = offences_in(path, file.read_text(encoding="utf-8"))
            bad += sentences
            includes.setdefault(layer_of(path), set()).update(included)
    return bad + mutual(includes)


def main(arguments):
    if len(arguments) != 1:
        print("usage: check_layers.py PROJECT_FOLDER", file=sys.stderr)
        return 2
    bad = check(pathlib.Path(arguments[0]))
    print("\n".join(bad) or "layers ok")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
