// Vectors that the compiler may not take apart.
#ifndef LEONTIEF_CWHOLE_H
#define LEONTIEF_CWHOLE_H

#if defined(__x86_64__)
#define CWHOLE_KEEP(v) __asm__("" : "+v"(v))
#else
#define CWHOLE_KEEP(v) __asm__("" : "+w"(v))
#endif
#define CWHOLE_LEAVE(v) (void)(v)

#define CWHOLE(name, scalar, lanes, keep)                                                                                  \
  /** The vector at `address` as it is, in a register where the processor has one as wide: which of its lanes are used     \
      later is hidden from what comes before. Takes no instruction. */                                                     \
  static inline __attribute__((always_inline)) void name(void *_Nonnull address) {                                         \
    typedef scalar vector __attribute__((vector_size(lanes * sizeof(scalar)), aligned(sizeof(scalar)), may_alias));        \
    vector v = *(vector *)address;                                                                                         \
    keep(v);                                                                                                               \
    *(vector *)address = v;                                                                                                \
  }

#if defined(__AVX__)
#define CWHOLE_KEEP32(v) CWHOLE_KEEP(v)
#else
#define CWHOLE_KEEP32(v) CWHOLE_LEAVE(v)
#endif
#if defined(__AVX512F__)
#define CWHOLE_KEEP64(v) CWHOLE_KEEP(v)
#else
#define CWHOLE_KEEP64(v) CWHOLE_LEAVE(v)
#endif

CWHOLE(cwhole_f64x2, double, 2, CWHOLE_KEEP)
CWHOLE(cwhole_f64x4, double, 4, CWHOLE_KEEP32)
CWHOLE(cwhole_f64x8, double, 8, CWHOLE_KEEP64)
CWHOLE(cwhole_f32x4, float, 4, CWHOLE_KEEP)
CWHOLE(cwhole_f32x8, float, 8, CWHOLE_KEEP32)
CWHOLE(cwhole_f32x16, float, 16, CWHOLE_KEEP64)

#undef CWHOLE_KEEP64
#undef CWHOLE_KEEP32
#undef CWHOLE
#undef CWHOLE_LEAVE
#undef CWHOLE_KEEP

#endif
