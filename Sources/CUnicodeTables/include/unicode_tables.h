// What each Unicode scalar means to the analysis of text: one record a scalar, found in two steps.
//
// The arrays are made by script/generate-unicode-tables, which also holds the rules; this file says how they are
// read. All of them are constant data, shared between processes. No function here takes or gives a pointer.
//
// A record has 32 bits:
//   bits 0-4    the class of the folded scalar, a ScalarClass
//   bit 5       it is Latin
//   bit 6       it is Cyrillic
//   bit 7       it folds to several scalars; bits 0-6 are 0, and bits 8-28 number the first one in the sequences
//   bits 8-28   otherwise: what to add to the scalar to fold it, modulo 2^21;
//               for a kept mark its canonical combining class; for a dropped mark 1 if it can compose a letter

#ifndef GAZETTE_UNICODE_TABLES_H
#define GAZETTE_UNICODE_TABLES_H

#include <stdbool.h>
#include <stdint.h>

/// The part that a folded scalar plays in a word.
typedef enum __attribute__((enum_extensibility(closed), swift_name("ScalarClass"))) : uint8_t {
    /// Ends a word: blanks, punctuation, symbols, controls, private use, unassigned.
    GazetteSeparator __attribute__((swift_name("separator"))) = 0,
    /// A letter, or a number sign that is no decimal digit.
    GazetteLetter __attribute__((swift_name("letter"))) = 1,
    /// A decimal digit of any script; folds to ASCII.
    GazetteDigit __attribute__((swift_name("digit"))) = 2,
    /// An accent, point, variation selector or joiner: belongs to what it stands on, and vanishes.
    GazetteDroppedMark __attribute__((swift_name("droppedMark"))) = 3,
    /// A vowel sign, virama, nukta or tone: belongs to what it stands on, and stays.
    GazetteKeptMark __attribute__((swift_name("keptMark"))) = 4,
    /// Invisible inside a word: soft hyphen, zero-width characters, bidi controls, tatweel.
    GazetteIgnorable __attribute__((swift_name("ignorable"))) = 5,
    /// Joins letters on both sides and vanishes.
    GazetteApostrophe __attribute__((swift_name("apostrophe"))) = 6,
    /// Joins single letters (U.S.) and vanishes; stays in a decimal number.
    GazetteFullStop __attribute__((swift_name("fullStop"))) = 7,
    /// Groups or begins decimals in a number.
    GazetteComma __attribute__((swift_name("comma"))) = 8,
    /// Joins letters on both sides and vanishes (Catalan).
    GazetteMiddleDot __attribute__((swift_name("middleDot"))) = 9,
    /// Joins Hebrew letters on both sides and vanishes; a separator elsewhere.
    GazetteDoubleQuote __attribute__((swift_name("doubleQuote"))) = 10,
    /// Parts a word from the next and ties the two into a compound.
    GazetteHyphen __attribute__((swift_name("hyphen"))) = 11,
    /// A blank within a line, of any width; may group digits.
    GazetteSpace __attribute__((swift_name("space"))) = 12,
    /// A currency sign or №: a word of its own.
    GazetteSign __attribute__((swift_name("sign"))) = 13,
    /// Han, kana, Hangul and their like: found by single signs and pairs.
    GazetteIdeograph __attribute__((swift_name("ideograph"))) = 14,
    /// A conjoining vowel or final consonant of Hangul.
    GazetteJamoTail __attribute__((swift_name("jamoTail"))) = 15,
    /// A letter of Thai, Lao, Khmer, Myanmar and their like, which write no spaces: found by pairs.
    GazetteCluster __attribute__((swift_name("cluster"))) = 16,
} gazette_scalar_class;

/// The record of one scalar.
typedef struct __attribute__((swift_name("ScalarRecord"))) {
    /// The fields described at the head of this file.
    uint32_t bits;
} gazette_scalar_record;

enum { GazetteRecordBlockSize = 128 };

extern const uint8_t gazette_ascii_codes[128];
extern const uint8_t gazette_record_blocks[];
extern const uint16_t gazette_record_numbers[];
extern const uint32_t gazette_records[];
extern const uint32_t gazette_sequences[];
extern const uint32_t gazette_composition_count;
extern const uint64_t gazette_composition_keys[];
extern const uint16_t gazette_composition_results[];
extern const uint32_t gazette_homoglyph_count;
extern const uint32_t gazette_homoglyph_scalars[];
extern const uint16_t gazette_homoglyph_twins[];

/// For an ASCII letter or digit what it folds to (0x30 or more), for any other byte below 128 its ScalarClass;
/// 255 for a byte of a longer sequence.
static inline uint8_t gazette_ascii_code(uint8_t byte) __attribute__((swift_name("asciiCode(of:)"))) {
    return byte < 128 ? gazette_ascii_codes[byte] : 255;
}

/// The record of a scalar; that of a separator for a number that is none.
static inline gazette_scalar_record gazette_record_of(uint32_t scalar)
    __attribute__((swift_name("ScalarRecord.init(of:)"))) {
    gazette_scalar_record record = {0};
    if (scalar < 0x110000) {
        uint32_t block = gazette_record_blocks[scalar / GazetteRecordBlockSize];
        uint32_t number = gazette_record_numbers[block * GazetteRecordBlockSize + scalar % GazetteRecordBlockSize];
        record.bits = gazette_records[number];
    }
    return record;
}

/// The scalar at a place in the sequences; bit 31 is set on the last one of a sequence.
static inline uint32_t gazette_sequence_scalar(uint32_t index) __attribute__((swift_name("sequenceScalar(at:)"))) {
    return gazette_sequences[index];
}

/// The letter of its own that a folded base and a mark make (й, か with its voicing mark); 0 if they make none.
static inline uint32_t gazette_composition(uint32_t base, uint32_t mark)
    __attribute__((swift_name("composition(base:mark:)"))) {
    uint64_t key = (uint64_t)base << 32 | mark;
    uint32_t low = 0, high = gazette_composition_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (gazette_composition_keys[middle] < key) low = middle + 1; else high = middle;
    }
    return low < gazette_composition_count && gazette_composition_keys[low] == key
        ? gazette_composition_results[low] : 0;
}

/// The folded letter of the other script that looks like this Latin or Cyrillic scalar; 0 if there is none.
static inline uint32_t gazette_homoglyph(uint32_t scalar) __attribute__((swift_name("homoglyph(of:)"))) {
    uint32_t low = 0, high = gazette_homoglyph_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (gazette_homoglyph_scalars[middle] < scalar) low = middle + 1; else high = middle;
    }
    return low < gazette_homoglyph_count && gazette_homoglyph_scalars[low] == scalar
        ? gazette_homoglyph_twins[low] : 0;
}

#endif
