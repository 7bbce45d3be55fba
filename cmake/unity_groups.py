#!/usr/bin/env python3
"""Sorts source files into groups that can be compiled as one: prints '<group>;<file>' lines for cmake/unity.cmake.

Files of one folder share a group, except where a name that one of them keeps to itself (anonymous namespace, static,
#define) is declared by another one or a header of it. The names are read from what clang-format leaves in the first column.
"""
import re
import sys
from pathlib import Path

FILES_OF_A_GROUP = 12

TYPE = re.compile(r"(?:struct|class|union|enum(?: class| struct)?|using)\s+(\w+)")
OTHER = re.compile(r"([\w:~]+)\s*(?:[({=;[]|$)")
ARGUMENTS = re.compile(r"<[^<>]*>")


def declared(line):
    """The name a line in the first column declares, or nothing."""
    line = re.sub(r"\[\[.*?\]\]\s*", "", line.split("//")[0]).rstrip()
    if match := re.match(r"#define\s+(\w+)", line):
        return match[1]
    if not line or not line[0].isalpha() or re.match(r"(namespace|template|return|extern|using namespace|public|private|protected)\b", line):
        return None
    while ARGUMENTS.search(line):
        line = ARGUMENTS.sub("", line)
    if match := TYPE.match(line):
        return match[1]
    match = OTHER.search(line)
    if not match or "::" in match[1] or match[1].startswith("operator"):
        return None
    return match[1]


def names(path):
    """(names the file keeps to itself, all names it declares)"""
    own, all_names, anonymous = set(), set(), False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line == "namespace {":
            anonymous = True
        elif anonymous and line == "}  // namespace":
            anonymous = False
        elif name := declared(line):
            all_names.add(name)
            if anonymous or line.startswith(("#define", "static ")):
                own.add(name)
    return own, all_names


def with_headers(path, root, seen):
    """All names of the file and of our own headers that it includes, however indirectly."""
    if path in seen or not path.is_file():
        return set()
    seen.add(path)
    found = set(names(path)[1])
    for header in re.findall(r'^#include "(.+)"', path.read_text(encoding="utf-8"), re.MULTILINE):
        found |= with_headers(root / header, root, seen)
    return found


def groups(sources, root):
    """The sources in lists, each of which may be one translation unit."""
    by_folder = {}
    for source in sorted(sources):
        open_groups = by_folder.setdefault(source.parent, [])  # [files, names they keep to themselves, all names]
        own, seen = names(source)[0], with_headers(source, root, set())
        for group in open_groups:
            if len(group[0]) < FILES_OF_A_GROUP and not own & group[2] and not seen & group[1]:
                group[0].append(source)
                group[1] |= own
                group[2] |= seen
                break
        else:
            open_groups.append([[source], own, seen])
    return [group[0] for open_groups in by_folder.values() for group in open_groups]


def main():
    root, *sources = map(Path, sys.argv[1:])
    for number, group in enumerate(groups(sources, root)):
        for source in group:
            print(f"{number};{source}")


if __name__ == "__main__":
    main()
