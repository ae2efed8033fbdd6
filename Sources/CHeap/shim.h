#pragma once
/* The C library's own settings of its heap; not in the toolchain's Glibc module. */
#include <malloc.h>
