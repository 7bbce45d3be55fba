"""Plants offences and asks the check of translations to find each of them."""
import os
import pathlib
import sys
import tempfile
import unittest
from xml.sax.saxutils import escape

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import check_translations  # noqa: E402

LUPDATE = os.environ.get("NAAP_LUPDATE")  # CMake knows where it is


def file_of(source, translation, kind="", language="de"):
    """A .ts file with one text; a list of translations are plural forms."""
    plural = isinstance(translation, list)
    inner = "".join(f"<numerusform>{escape(each)}</numerusform>" for each in translation) if plural else escape(translation)
    return (f'<TS version="2.1" language="{language}" sourcelanguage="en"><context><name>naap::Page</name>'
            f'<message{" numerus=" + chr(34) + "yes" + chr(34) if plural else ""}><source>{escape(source)}</source>'
            f'<translation{kind}>{inner}</translation></message></context></TS>')


class Translations(unittest.TestCase):
    PLANTED = [
        (file_of("Sessions", "", ' type="unfinished"'), "is unfinished"),
        (file_of("Sessions", "Sitzungen", ' type="vanished"'), "is vanished"),
        (file_of("Sessions", " "), "is not translated"),
        (file_of("%1 of %2", "%1 von allen"), "other placeholders"),
        (file_of("all", "alle %1"), "other placeholders"),
        (file_of("%n of %1", ["%n von", "%n von %1"]), "other placeholders"),
        (file_of("%n row(s)", ["Zeile", "Zeilen"]), "%n in no plural form"),
        (file_of("%n row(s)", ["%n Zeilen"]), "fewer than two plural forms"),
        (file_of("%n row(s)", ["%n Zeile", ""]), "is not translated"),
        (file_of(" days", "Tage"), "other blanks"),
        (file_of("&File", "Datei"), "number of &"),
        (file_of("Hosts", "&Hosts"), "number of &"),
        (file_of("● success", "Erfolg"), "other symbols"),
        (file_of("a\tCtrl+C", "a Strg+C"), "tags, tabs or line ends"),
        (file_of("<b>%1</b>", "%1"), "tags, tabs or line ends"),
        (file_of("Sessions", "Sitzungen", language="fr"), "of the language fr, not de"),
    ]

    def test_each_planted_offence_is_found(self):
        for text, sentence in self.PLANTED:
            with self.subTest(text=text):
                found = check_translations.offences_in("naap-lens_de.ts", text)
                self.assertEqual(len(found), 1, found)
                self.assertIn(sentence, found[0])

    def test_good_texts(self):
        for text in (file_of("%1 of %2 at %1", "%2: %1, %1"), file_of("the newest %n day(s)", ["der neueste Tag", "die neuesten %n Tage"]),
                     file_of("R & D, 95 %", "F & E, 95 %"), file_of("E&xport\tCtrl+E", "E&xportieren\tStrg+E")):
            with self.subTest(text=text):
                self.assertEqual(check_translations.offences_in("naap-lens_de.ts", text), [])


@unittest.skipUnless(LUPDATE, "NAAP_LUPDATE does not say where lupdate is")
class AgainstTheCode(unittest.TestCase):
    HEADER = "#include <QObject>\nnamespace naap {\nclass Page : public QObject {\n    Q_OBJECT\n};\n"

    def found(self, code, text, name="naap-lens_de.ts"):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for each in ("app", "ui", "translations"):
                (root / each).mkdir()
            (root / "ui/page.cpp").write_text(self.HEADER + code + "}\n", encoding="utf-8")
            (root / "translations" / name).write_text(text, encoding="utf-8")
            before = (root / "translations" / name).read_bytes()
            found = check_translations.check(root, LUPDATE)
            self.assertEqual((root / "translations" / name).read_bytes(), before)
            return found

    def test_a_text_that_the_file_has(self):
        self.assertEqual(self.found('auto a() { return Page::tr("Sessions"); }\n', file_of("Sessions", "Sitzungen")), [])

    def test_a_new_text(self):
        found = self.found('auto a() { return Page::tr("Sessions") + Page::tr("GPUs of a host"); }\n', file_of("Sessions", "Sitzungen"))
        self.assertEqual(len(found), 1, found)
        self.assertIn("'GPUs of a host' is unfinished", found[0])

    def test_a_text_that_is_gone(self):
        found = self.found("", file_of("Sessions", "Sitzungen"))
        self.assertEqual(len(found), 1, found)
        self.assertIn("'Sessions' is vanished", found[0])

    def test_english_needs_no_texts_but_plurals(self):
        code = 'auto a(int n) { return Page::tr("Sessions") + Page::tr("%n row(s)", nullptr, n); }\n'
        name = "naap-lens_en.ts"
        self.assertEqual(self.found(code, file_of("%n row(s)", ["%n row", "%n rows"], language="en"), name), [])
        self.assertEqual(len(self.found(code, file_of("%n day(s)", ["%n day", "%n days"], language="en"), name)), 2)

    def test_a_text_that_no_translator_would_find(self):
        found = self.found('inline auto a() { return tr("Sessions"); }\n', file_of("Sessions", "Sitzungen"))
        self.assertTrue(any("lacks Q_OBJECT" in each for each in found), found)


if __name__ == "__main__":
    unittest.main()
