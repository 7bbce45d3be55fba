"""Fails when a translation in translations/ lacks a text of the code, or says it in a way that would not work.

    python3 check_translations.py PROJECT_FOLDER [LUPDATE]

With LUPDATE, Qt's program of that name, the files are compared with the code, too.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

PLACEHOLDER = re.compile(r"%(?:L?[1-9][0-9]?|n)")
KEY = re.compile(r"&(?=[^\s&])")  # an underlined letter of a menu or label
SYMBOL = re.compile(r"[●▲■◌◆◀▶★☆]")
MARKUP = re.compile(r"</?\w+>|\t|\n")


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


def blanks(text):
    return text[:len(text) - len(text.lstrip())], text[len(text.rstrip()):]


def sentence_offences(source, translation):
    """What is wrong with one form; of a plural form, %n may be left out: 'the newest day'."""
    if not translation.strip():
        return ["is not translated"]
    bad = []
    if blanks(source) != blanks(translation):
        bad.append("begins or ends with other blanks than the source")
    if len(KEY.findall(source)) != len(KEY.findall(translation)):
        bad.append("has another number of & than the source")
    if SYMBOL.findall(source) != SYMBOL.findall(translation):
        bad.append("has other symbols than the source")
    if MARKUP.findall(source) != MARKUP.findall(translation):
        bad.append("has other tags, tabs or line ends than the source")
    return bad


def message_offences(message):
    source = message.findtext("source")
    translation = message.find("translation")
    kind = translation.get("type")
    if kind:
        return [f"is {kind}"]
    if message.get("numerus") != "yes":
        bad = sentence_offences(source, translation.text or "")
        if not bad and placeholders(source) != placeholders(translation.text):
            bad.append("has other placeholders than the source")
        return bad
    forms = [form.text or "" for form in translation.findall("numerusform")]
    bad = [] if len(forms) > 1 else ["has fewer than two plural forms"]
    for form in forms:
        bad += sentence_offences(source, form)
        if set(placeholders(source)) - {"%n"} != set(placeholders(form)) - {"%n"}:
            bad.append("has other placeholders than the source")
    if "%n" in source and not any("%n" in form for form in forms):
        bad.append("has %n in no plural form")
    return bad


def offences_in(name, text):
    bad = []
    root = ElementTree.fromstring(text)
    for context in root.findall("context"):
        for message in context.findall("message"):
            where = f"{name}: {context.findtext('name')}: {message.findtext('source')!r}"
            bad += [f"{where} {each}" for each in dict.fromkeys(message_offences(message))]
    expected = pathlib.PurePath(name).stem.removeprefix("naap-lens_")
    if root.get("language") != expected:
        bad.append(f"{name}: is of the language {root.get('language')}, not {expected}")
    return bad


def brought_up_to_date(root, lupdate, file):
    """(the file as lupdate would leave it, what lupdate cannot place)"""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / file.name
        shutil.copyfile(file, copy)
        command = [lupdate, "-silent", "-I", ".", "-locations", "none", "-source-language", "en"]
        if file.stem.endswith("_en"):  # English needs its plurals only
            command.append("-pluralonly")
        done = subprocess.run([*command, "app", "ui", "-ts", str(copy)], cwd=root, capture_output=True, text=True, check=True)
        # Such a text is filed where no translator looks for it when the program runs.
        misplaced = [line for line in done.stderr.splitlines() if "lacks Q_OBJECT" in line]
        return copy.read_text(encoding="utf-8"), misplaced


def check(root, lupdate=None):
    bad = []
    files = sorted((root / "translations").glob("*.ts"))
    if not files:
        bad.append("translations: there is no .ts file")
    for file in files:
        if lupdate:
            text, misplaced = brought_up_to_date(root, lupdate, file)
            bad += [line for line in misplaced if line not in bad]
        else:
            text = file.read_text(encoding="utf-8")
        bad += offences_in(file.name, text)
    return bad


def main(arguments):
    if len(arguments) not in (1, 2):
        print("usage: check_translations.py PROJECT_FOLDER [LUPDATE]", file=sys.stderr)
        return 2
    bad = check(pathlib.Path(arguments[0]).resolve(), *arguments[1:])
    print("\n".join(bad) or "translations ok")
    if bad and len(arguments) == 2:
        print("cmake --build build --target update_translations takes new texts over; see translations/README.md")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
