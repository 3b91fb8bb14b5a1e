#include "language_detection.h"

// The header of CLD2 names FILE and does not include what declares it.
#include <cstdio>
#include <cstring>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

gazette_language_guess gazette_guess_language(const char *text, int32_t byte_count) {
    gazette_language_guess guess = {};
    CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[3] = {CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE, CLD2::UNKNOWN_LANGUAGE};
    int percents[3] = {0, 0, 0};
    double scores[3] = {0, 0, 0};
    int text_bytes = 0;
    int valid_prefix_bytes = 0;
    // Short texts too are worth a guess; how good it is, the caller is told.
    CLD2::ExtDetectLanguageSummaryCheckUTF8(
        text, byte_count, true, &hints, CLD2::kCLDFlagBestEffort, languages, percents, scores, nullptr,
        &text_bytes, &guess.is_reliable, &valid_prefix_bytes);
    if (valid_prefix_bytes < byte_count) {
        guess.is_reliable = false;
        return guess;
    }
    for (int index = 0; index < 3; index++) {
        if (languages[index] == CLD2::UNKNOWN_LANGUAGE) continue;
        const char *code = CLD2::LanguageCode(languages[index]);
        if (std::strlen(code) >= sizeof guess.shares[index].code) continue;
        std::strcpy(guess.shares[index].code, code);
        guess.shares[index].percent = percents[index];
    }
    return guess;
}
