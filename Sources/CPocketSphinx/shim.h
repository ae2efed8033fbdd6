#pragma once
#include <pocketsphinx.h>
#include <sphinxbase/err.h>
#include <sphinxbase/jsgf.h>
#include <sphinxbase/logmath.h>
#include <sphinxbase/ngram_model.h>

/// `err_set_logfp` takes a `FILE *`; NULL turns the library's log off.
static inline void tongdai_sphinx_silence(void) {
    err_set_logfp(NULL);
}

/// What PocketSphinx 5prealpha scores frames with (`ps_mgau_t` of its `acmod.h`, which is
/// not installed): these functions, and the number of the next frame that it has not seen.
struct tongdai_scorer;

struct tongdai_scorer_functions {
    char const *name;
    int (*frame_eval)(
        struct tongdai_scorer *scorer, int16 *scores, uint8 *active, int32 active_count,
        mfcc_t **features, int32 frame, int32 all);
    int (*transform)(struct tongdai_scorer *scorer, void *transform);
    void (*free)(struct tongdai_scorer *scorer);
};

struct tongdai_scorer {
    struct tongdai_scorer_functions *functions;
    int32 next_frame;
    /// Ours; the library does not know of it.
    void *state;
};

/// What this thread's decoder asks for the scores of words; NULL outside of one. For one source
/// file only: in another it would be another variable.
static inline void **tongdai_asking(void) {
    static __thread void *asking;
    return &asking;
}
