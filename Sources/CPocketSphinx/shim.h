#pragma once
#include <pocketsphinx.h>
#include <sphinxbase/err.h>
#include <sphinxbase/ngram_model.h>

/// `err_set_logfp` takes a `FILE *`; NULL turns the library's log off.
static inline void tongdai_sphinx_silence(void) {
    err_set_logfp(NULL);
}
