"""Real sentences in the eight scripts that plans are written in: the first article of the Universal
Declaration of Human Rights, and words in which shaping matters."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    script: str
    language: str
    rtl: bool
    words: str
    """A few words whose letters join, stack, change places or carry marks."""
    sentence: str
    serif: str
    """The family that draws it where a person wrote it."""
    sans: str
    """The one of labels."""


SAMPLES = (
    Sample(
        "Latin",
        "yo",
        False,
        "ẹ̀tọ́ kọ̀ọ̀kan",
        "Gbogbo ènìyàn ni a bí ní òmìnira; iyì àti ẹ̀tọ́ kọ̀ọ̀kan sì dọ́gba.",
        "Noto Serif",
        "Noto Sans",
    ),
    Sample(
        "Arabic",
        "ar",
        True,
        "جميع الناس أحرارًا",
        "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.",
        "Noto Naskh Arabic",
        "Noto Sans Arabic",
    ),
    Sample(
        "Burmese",
        "my",
        False,
        "ဂုဏ်သိက္ခာဖြင့်",
        "လူတိုင်းသည် တူညီလွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့်လည်းကောင်း၊ တူညီလွတ်လပ်သောအခွင့်အရေးများဖြင့်လည်းကောင်း၊ မွေးဖွားလာသူများဖြစ်သည်။",
        "Noto Sans Myanmar",
        "Noto Sans Myanmar",
    ),
    Sample(
        "Thai",
        "th",
        False,
        "เกียรติศักดิ์นี้ที่สิทธิ",
        "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ "
        "ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ",
        "Noto Serif Thai",
        "Noto Sans Thai",
    ),
    Sample(
        "Khmer",
        "km",
        False,
        "មនុស្សសេចក្ដីថ្លៃថ្នូរ",
        "មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិ។",
        "Noto Serif Khmer",
        "Noto Sans Khmer",
    ),
    Sample(
        "Lao",
        "lo",
        False,
        "ກຽດສັກສີທີ່ເທົ່າທຽມກັນ",
        "ມະນຸດທຸກຄົນເກີດມາມີກຽດສັກສີ, ສິດທິ, ເສລີພາບແລະຄວາມສະເໝີພາບເທົ່າທຽມກັນ.",
        "Noto Serif Lao",
        "Noto Sans Lao",
    ),
    Sample(
        "Devanagari",
        "hi",
        False,
        "स्वतन्त्रता प्राप्त किसी",
        "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है।",
        "Noto Serif Devanagari",
        "Noto Sans Devanagari",
    ),
    Sample(
        "Cyrillic",
        "ru",
        False,
        "свобо́дными и ра́вными",
        "Все люди рождаются свободными и равными в своём достоинстве и правах.",
        "Noto Serif",
        "Noto Sans",
    ),
)
MIXED = "اتصلوا بـ Noor في الساعة 18:30 أو 112."
"""Arabic with a Latin name, a time and a number in it."""
