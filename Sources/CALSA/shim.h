#pragma once
#include <alsa/asoundlib.h>

/// ALSA prints its own errors to stderr through a variadic hook that Swift
/// cannot import. The wrapper reports every error itself, so this silences it.
static inline void tongdai_alsa_ignore(const char *file, int line, const char *function, int err,
                                    const char *format, ...) {
    (void)file; (void)line; (void)function; (void)err; (void)format;
}

static inline void tongdai_alsa_silence(void) {
    snd_lib_error_set_handler(tongdai_alsa_ignore);
}
