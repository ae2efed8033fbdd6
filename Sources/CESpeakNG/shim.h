#pragma once
#include <espeak-ng/speak_lib.h>

// glibc shows this only with _GNU_SOURCE, which Swift's Glibc module was built without.
extern int memfd_create(const char *name, unsigned int flags);
