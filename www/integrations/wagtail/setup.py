"""Puts what is built into the package: Hashiya's own files, the translations.

Both come into the built package alone. The files stand two folders up, where
`make size` has put them: this is `integrations/wagtail` of Hashiya's package.
"""

import json
import shutil
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from setuptools import setup
from setuptools.command.build_py import build_py

HASHIYA = Path(__file__).resolve().parents[2]
# Of no use to a preview.
LEFT_OUT = ["examples", "integrations/[!.]*/", "node.js", "*.ts", "*.json", "README.md"]


class Build(build_py):
    def run(self):
        if not (HASHIYA / "pkg").is_dir():
            raise SystemExit(
                f"hashiya-wagtail: {HASHIYA} holds no built Hashiya; "
                "run make size, then install dist-embed/integrations/wagtail"
            )
        super().run()
        package = Path(self.build_lib) / "hashiya_wagtail"
        self.copy_hashiya(package / "static" / "hashiya")
        for words in package.glob("locale/*/LC_MESSAGES/*.po"):
            self.compile_words(words)

    def copy_hashiya(self, folder):
        left_out = {path for name in LEFT_OUT for path in HASHIYA.glob(name)}

        def ignored(parent, names):
            return [name for name in names if Path(parent, name) in left_out]

        shutil.copytree(HASHIYA, folder, ignore=ignored, dirs_exist_ok=True)

    def compile_words(self, words):
        with words.open("rb") as source, words.with_suffix(".mo").open("wb") as out:
            write_mo(out, read_po(source))


VERSION = json.loads((HASHIYA / "package.json").read_text())["version"]
setup(version=VERSION, cmdclass={"build_py": Build})
