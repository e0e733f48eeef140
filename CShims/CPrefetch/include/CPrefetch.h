// What the kernels tell the processor and the compiler and Swift has no name for.
#ifndef LEONTIEF_CPREFETCH_H
#define LEONTIEF_CPREFETCH_H

#pragma clang assume_nonnull begin

/// Asks for a cache line that will be written soon. An address that is not mapped does no harm.
static inline __attribute__((always_inline)) void cprefetch_for_writing(const void *address) {
  __builtin_prefetch(address, 1, 3);
}

/// Asks for a cache line that will be read soon. An address that is not mapped does no harm.
static inline __attribute__((always_inline)) void cprefetch_for_reading(const void *address) {
  __builtin_prefetch(address, 0, 3);
}

/// Asks for a cache line that will be read in a while: it waits in the second level, where it is not in the way. An address
/// that is not mapped does no harm.
static inline __attribute__((always_inline)) void cprefetch_for_reading_later(const void *address) {
  __builtin_prefetch(address, 0, 2);
}

/// The same address, of which the compiler no longer knows that it is the same: what is loaded through both is loaded twice.
/// Takes no instruction.
static inline __attribute__((always_inline)) const void *cprefetch_twin(const void *address) {
  __asm__("" : "+r"(address));
  return address;
}

#pragma clang assume_nonnull end

#include "CInterleave.h"

#endif
