"""YAML: what records may not use of it. The reader itself finds it (see ``read.yaml``)."""

from __future__ import annotations

from treaty_registry.check.kinds import FindingKind
from treaty_registry.model.vocabulary import Bilingual

NOT_YAML = FindingKind(
    "not-yaml",
    meaning=Bilingual(en="The file is not valid YAML.", fr="Le fichier n’est pas du YAML valide."),
    mend=Bilingual(
        en="Mend the line, most often its indentation, quotes or brackets.",
        fr="Corrigez la ligne, le plus souvent son retrait, ses guillemets ou ses crochets.",
    ),
)

EMPTY_FILE = FindingKind(
    "empty-file",
    meaning=Bilingual(en="The file is empty.", fr="Le fichier est vide."),
    mend=Bilingual(en="Write the record, or delete the file.", fr="Écrivez la fiche, ou supprimez le fichier."),
)

TOO_DEEP = FindingKind(
    "too-deep",
    meaning=Bilingual(
        en="Lists and groups are nested too deep.",
        fr="Des listes et des groupes sont imbriqués trop profondément.",
    ),
    mend=Bilingual(
        en="Write what stands inside on a level further out.",
        fr="Écrivez ce qui est à l’intérieur à un niveau moins profond.",
    ),
)

SEVERAL_DOCUMENTS = FindingKind(
    "several-documents",
    meaning=Bilingual(en="One file holds more than one document.", fr="Un fichier contient plus d’un document."),
    mend=Bilingual(
        en="Delete the line `---`, or give each document a file of its own.",
        fr="Supprimez la ligne `---`, ou donnez à chaque document son propre fichier.",
    ),
)

DUPLICATE_KEY = FindingKind(
    "duplicate-key",
    meaning=Bilingual(en="A key stands twice in one group.", fr="Une clé figure deux fois dans un même groupe."),
    mend=Bilingual(
        en="Keep one of the two, with the values of both if they form a list.",
        fr="Gardez l’une des deux, avec les valeurs des deux si elles forment une liste.",
    ),
)

KEY_NOT_TEXT = FindingKind(
    "key-not-text",
    meaning=Bilingual(en="A list or group is used as a key.", fr="Une liste ou un groupe sert de clé."),
    mend=Bilingual(en="Write a plain word as the key.", fr="Écrivez comme clé un simple mot."),
)

EMPTY_VALUE = FindingKind(
    "empty-value",
    meaning=Bilingual(en="A key without a value.", fr="Une clé sans valeur."),
    mend=Bilingual(en="Write the value, or delete the line.", fr="Écrivez la valeur, ou supprimez la ligne."),
)

YAML_ANCHOR = FindingKind(
    "yaml-anchor",
    meaning=Bilingual(en="A YAML anchor (`&`).", fr="Une ancre YAML (`&`)."),
    mend=Bilingual(
        en="Delete the anchor, or put a text that starts with `&` in quotes.",
        fr="Supprimez l’ancre, ou mettez entre guillemets un texte qui commence par `&`.",
    ),
)

YAML_ALIAS = FindingKind(
    "yaml-alias",
    meaning=Bilingual(en="A YAML alias (`*`).", fr="Un alias YAML (`*`)."),
    mend=Bilingual(en="Write out in full what the alias stands for.", fr="Écrivez en entier ce que l’alias remplace."),
)

YAML_TAG = FindingKind(
    "yaml-tag",
    meaning=Bilingual(en="A YAML tag (`!`).", fr="Une étiquette YAML (`!`)."),
    mend=Bilingual(
        en="Delete the tag, or put a text that starts with `!` in quotes.",
        fr="Supprimez l’étiquette, ou mettez entre guillemets un texte qui commence par `!`.",
    ),
)
