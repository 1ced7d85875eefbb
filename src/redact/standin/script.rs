//! Scripts, as far as filler text needs them: which one a text is written in, and syllables that make words
//! of it that mean nothing.

use super::Stream;

/// A script that filler words can be made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::redact) enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Devanagari,
    Thai,
    Kana,
    Hangul,
    Han,
}

impl Script {
    /// The script of a letter; Latin for those that are not known here.
    pub(in crate::redact) fn of(c: char) -> Self {
        match u32::from(c) {
            0x370..=0x3ff | 0x1f00..=0x1fff => Self::Greek,
            0x400..=0x52f => Self::Cyrillic,
            0x590..=0x5ff => Self::Hebrew,
            0x600..=0x77f | 0x8a0..=0x8ff | 0xfb50..=0xfdff | 0xfe70..=0xfefe => Self::Arabic,
            0x900..=0x97f => Self::Devanagari,
            0xe00..=0xe7f => Self::Thai,
            0x3040..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9d => Self::Kana,
            0x1100..=0x11ff | 0xac00..=0xd7ff => Self::Hangul,
            0x2e80..=0x2fff
            | 0x3400..=0x4dbf
            | 0x4e00..=0x9fff
            | 0xf900..=0xfaff
            | 0x20000..=0x3ffff => Self::Han,
            _ => Self::Latin,
        }
    }

    /// The script that most of the first letters of a text are of.
    pub(in crate::redact) fn of_text(text: &str) -> Self {
        let mut counts: Vec<(Self, usize)> = Vec::new();
        for c in text
            .chars()
            .take(4096)
            .filter(|c| c.is_alphabetic())
            .take(200)
        {
            let script = Self::of(c);
            match counts.iter_mut().find(|(known, _)| *known == script) {
                Some((_, count)) => *count = count.saturating_add(1),
                None => counts.push((script, 1)),
            }
        }
        let most = counts.iter().max_by_key(|(_, count)| *count);
        most.map_or(Self::Latin, |(script, _)| *script)
    }

    /// Whether words stand apart.
    pub(in crate::redact) fn has_blanks(self) -> bool {
        !matches!(self, Self::Thai | Self::Kana | Self::Han)
    }

    /// A syllable, or the character that stands for one.
    pub(in crate::redact) fn push_syllable(self, stream: &mut Stream, out: &mut String) {
        let (onsets, nuclei): (&[char], &[char]) = match self {
            Self::Latin => (
                &[
                    'b', 'd', 'f', 'g', 'k', 'l', 'm', 'n', 'p', 'r', 's', 't', 'v', 'z',
                ],
                &['a', 'e', 'i', 'o', 'u'],
            ),
            Self::Greek => (
                &['β', 'δ', 'κ', 'λ', 'μ', 'ν', 'π', 'ρ', 'τ'],
                &['α', 'ε', 'ι', 'ο'],
            ),
            Self::Cyrillic => (
                &['б', 'в', 'д', 'к', 'л', 'м', 'н', 'п', 'р', 'с', 'т'],
                &['а', 'е', 'и', 'о', 'у'],
            ),
            Self::Hebrew => (
                &['ב', 'ג', 'ד', 'ל', 'מ', 'נ', 'ר', 'ש', 'ת'],
                &['א', 'ו', 'י', 'ה'],
            ),
            Self::Arabic => (
                &['ب', 'ت', 'د', 'ر', 'س', 'ل', 'م', 'ن', 'ك'],
                &['ا', 'و', 'ي'],
            ),
            Self::Devanagari => (
                &['क', 'त', 'द', 'न', 'प', 'म', 'र', 'ल', 'स'],
                &['ा', 'ि', 'ी', 'ो'],
            ),
            Self::Thai => (
                &['ก', 'ด', 'ต', 'น', 'บ', 'ม', 'ร', 'ล', 'ส'],
                &['า', 'ี', 'ู'],
            ),
            Self::Kana => (
                &[
                    'か', 'き', 'さ', 'し', 'た', 'て', 'な', 'の', 'ま', 'み', 'ら', 'り', 'ほ',
                    'ふ',
                ],
                &[],
            ),
            Self::Hangul => (
                &[
                    '가', '나', '다', '라', '마', '바', '사', '아', '자', '고', '노', '도', '로',
                    '모', '보', '소',
                ],
                &[],
            ),
            Self::Han => (
                &[
                    '山', '水', '木', '石', '雨', '林', '田', '竹', '花', '草', '雪', '江', '海',
                    '松', '鸟', '风',
                ],
                &[],
            ),
        };
        out.extend(stream.pick(onsets));
        out.extend(stream.pick(nuclei));
    }
}
