// What the kernels tell the processor and the compiler and Swift has no name for.
#ifndef LEONTIEF_CPREFETCH_H
#define LEONTIEF_CPREFETCH_H

#include <stdint.h>

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

/// The same number, of which the compiler no longer knows how it was made: it is kept, not made anew. Takes no instruction.
static inline __attribute__((always_inline)) intptr_t cprefetch_kept(intptr_t number) {
  __asm__("" : "+r"(number));
  return number;
}

typedef float cprefetch_float4 __attribute__((ext_vector_type(4)));
typedef float cprefetch_float8 __attribute__((ext_vector_type(8)));

/// Writes four or eight numbers past the caches: nothing is read for them and nothing is driven out. The address is a
/// multiple of the vector's size. Other threads may see it late, up to `cprefetch_order_stores`.
static inline __attribute__((always_inline)) void cprefetch_store4_past_cache(void *target, cprefetch_float4 values) {
  __builtin_nontemporal_store(values, (cprefetch_float4 *)target);
}

static inline __attribute__((always_inline)) void cprefetch_store8_past_cache(void *target, cprefetch_float8 values) {
  __builtin_nontemporal_store(values, (cprefetch_float8 *)target);
}

/// What was written before is seen by every thread before what is written after.
static inline __attribute__((always_inline)) void cprefetch_order_stores(void) {
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
}

/// Tells the processor that this is a loop that waits for another one: it leaves its units to the other thread of the core.
static inline __attribute__((always_inline)) void cprefetch_pause(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("isb");
#endif
}

#pragma clang assume_nonnull end

#include "CInterleave.h"
#include "CSums.h"
#include "CWhole.h"

#endif
