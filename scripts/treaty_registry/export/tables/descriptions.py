"""What columns mean where several tables say the same."""

from __future__ import annotations

from treaty_registry.model.vocabulary import Bilingual

TREATY = Bilingual(en="Id of the treaty.", fr="Identifiant du traité.")
PARTY = Bilingual(en="Code of the party.", fr="Code de la partie.")
NUMBER_FROM_0 = Bilingual(en="Order in the record, from 0.", fr="Rang dans la fiche, à partir de 0.")

DATE = Bilingual(en="Date in EDTF, or unknown.", fr="Date en EDTF, ou unknown.")
DATE_FIRST = Bilingual(en="First day that the date may mean.", fr="Premier jour que peut désigner la date.")
DATE_LAST = Bilingual(en="Last day that the date may mean.", fr="Dernier jour que peut désigner la date.")
OBLIGATION = Bilingual(en="The obligation's name in that record.", fr="Le nom de l’obligation dans cette fiche.")
SUMMARY_EN = Bilingual(en="Summary in English.", fr="Résumé en anglais.")
SUMMARY_FR = Bilingual(en="Summary in French.", fr="Résumé en français.")


def term_of(vocabulary: str) -> Bilingual:
    """Return what a column means that holds a term of a vocabulary."""
    return Bilingual(en=f"Term of the vocabulary {vocabulary}.", fr=f"Terme du vocabulaire {vocabulary}.")


def terms_of(vocabulary: str) -> Bilingual:
    """Return what a column means that holds terms of a vocabulary."""
    return Bilingual(en=f"Terms of the vocabulary {vocabulary}.", fr=f"Termes du vocabulaire {vocabulary}.")
