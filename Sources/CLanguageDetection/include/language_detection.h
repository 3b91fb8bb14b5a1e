// Which language a text is in, by CLD2, whose interface is C++.

#ifndef GAZETTE_LANGUAGE_DETECTION_H
#define GAZETTE_LANGUAGE_DETECTION_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One of the languages that a text may be in.
typedef struct {
    /// ISO 639-1, or a longer code of CLD2's, ended by NUL; empty for none.
    char code[8];
    /// How much of the text is in it, in hundredths.
    int32_t percent;
} gazette_language_share;

/// What was found in a text.
typedef struct {
    /// The most likely languages, the largest share first.
    gazette_language_share shares[3];
    /// Whether the first is well ahead of the next best.
    bool is_reliable;
} gazette_language_guess;

/// Guesses the language of `byte_count` bytes of well-formed UTF-8; anything else gives an empty guess.
///
/// Reads constant tables only, so that any thread may call it, and the same bytes give the same answer.
gazette_language_guess gazette_guess_language(const char *text, int32_t byte_count);

#ifdef __cplusplus
}
#endif

#endif
