"""Files: what can be wrong with one before its text is read. The reader itself finds it (see ``read.files``)."""

from __future__ import annotations

from treaty_registry.check.kinds import FindingKind
from treaty_registry.model.vocabulary import Bilingual

FILE_NAME = FindingKind(
    "file-name",
    meaning=Bilingual(
        en="A file's name is not one that a record, party or vocabulary can have.",
        fr="Le nom d’un fichier n’est pas de ceux que peut porter une fiche, une partie ou un vocabulaire.",
    ),
    mend=Bilingual(
        en="Give the file a name of letters, digits and `-` that ends in `.yaml`.",
        fr="Donnez au fichier un nom fait de lettres, de chiffres et de `-`, qui finit par `.yaml`.",
    ),
)

SYMBOLIC_LINK = FindingKind(
    "symbolic-link",
    meaning=Bilingual(
        en="A symbolic link stands where a file is expected.",
        fr="Un lien symbolique se trouve là où un fichier est attendu.",
    ),
    mend=Bilingual(
        en="Put the file itself in the place of the link.",
        fr="Mettez le fichier lui-même à la place du lien.",
    ),
)

UNREADABLE_FILE = FindingKind(
    "unreadable-file",
    meaning=Bilingual(en="A file cannot be opened.", fr="Un fichier ne peut être ouvert."),
    mend=Bilingual(
        en="Put a plain file there that everybody may read.",
        fr="Mettez-y un fichier ordinaire que tout le monde peut lire.",
    ),
)

FILE_TOO_LARGE = FindingKind(
    "file-too-large",
    meaning=Bilingual(
        en="A file is larger than a record may be.",
        fr="Un fichier est plus grand qu’une fiche ne peut l’être.",
    ),
    mend=Bilingual(
        en="Move long texts to their source and keep the facts.",
        fr="Laissez les textes longs à leur source et gardez les faits.",
    ),
)

NOT_UTF_8 = FindingKind(
    "not-utf-8",
    meaning=Bilingual(en="A file is not UTF-8 text.", fr="Un fichier n’est pas du texte en UTF-8."),
    mend=Bilingual(
        en="Save the file as UTF-8 in your editor.",
        fr="Enregistrez le fichier en UTF-8 dans votre éditeur.",
    ),
)
