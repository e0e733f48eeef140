// Sums across the lanes of four vectors at once, on every processor: written lane by lane in Swift they become more
// instructions.
#ifndef LEONTIEF_CSUMS_H
#define LEONTIEF_CSUMS_H

// Neighbours are added, then sums of neighbours, until each vector has one sum.
#define CSUMS_PICK(...) __builtin_shufflevector(a, b, __VA_ARGS__)

#define CSUMS(name, scalar, lanes, even, odd, fold)                                                                        \
  /** The sum of the elements of each of four vectors, which stand one behind the other. */                                \
  static inline __attribute__((always_inline)) void name(const void *_Nonnull vectors, void *_Nonnull sums) {              \
    typedef scalar vector __attribute__((vector_size(lanes * sizeof(scalar)), aligned(sizeof(scalar)), may_alias));        \
    typedef scalar four __attribute__((vector_size(4 * sizeof(scalar)), aligned(sizeof(scalar)), may_alias));              \
    const vector *t = (const vector *)vectors;                                                                             \
    vector a = t[0], b = t[1];                                                                                             \
    const vector first = even + odd;                                                                                       \
    a = t[2], b = t[3];                                                                                                    \
    const vector second = even + odd;                                                                                      \
    a = first, b = second;                                                                                                 \
    *(four *)sums = fold;                                                                                                  \
  }

#define CSUMS_BOTH CSUMS_PICK(0, 1, 2, 3)
#define CSUMS_HALVES CSUMS_PICK(0, 1, 4, 5) + CSUMS_PICK(2, 3, 6, 7)
#define CSUMS_FOLD8(v) __builtin_shufflevector(v, v, 0, 1, 4, 5) + __builtin_shufflevector(v, v, 2, 3, 6, 7)
#define CSUMS_QUARTERS CSUMS_FOLD8((CSUMS_PICK(0, 1, 4, 5, 8, 9, 12, 13) + CSUMS_PICK(2, 3, 6, 7, 10, 11, 14, 15)))
#define CSUMS_EIGHTH1 CSUMS_PICK(0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29)
#define CSUMS_EIGHTH2 CSUMS_PICK(2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26, 27, 30, 31)
#define CSUMS_FOLD16(v)                                                                                                    \
  CSUMS_FOLD8((__builtin_shufflevector(v, v, 0, 1, 4, 5, 8, 9, 12, 13) +                                                   \
               __builtin_shufflevector(v, v, 2, 3, 6, 7, 10, 11, 14, 15)))

CSUMS(csums_f64x2, double, 2, CSUMS_PICK(0, 2), CSUMS_PICK(1, 3), CSUMS_BOTH)
CSUMS(csums_f64x4, double, 4, CSUMS_PICK(0, 4, 2, 6), CSUMS_PICK(1, 5, 3, 7), CSUMS_HALVES)
CSUMS(csums_f64x8, double, 8, CSUMS_PICK(0, 8, 2, 10, 4, 12, 6, 14), CSUMS_PICK(1, 9, 3, 11, 5, 13, 7, 15), CSUMS_QUARTERS)
CSUMS(csums_f32x4, float, 4, CSUMS_PICK(0, 4, 2, 6), CSUMS_PICK(1, 5, 3, 7), CSUMS_HALVES)
CSUMS(csums_f32x8, float, 8, CSUMS_PICK(0, 8, 2, 10, 4, 12, 6, 14), CSUMS_PICK(1, 9, 3, 11, 5, 13, 7, 15), CSUMS_QUARTERS)
CSUMS(csums_f32x16, float, 16, CSUMS_PICK(0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30),
      CSUMS_PICK(1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31), CSUMS_FOLD16((CSUMS_EIGHTH1 + CSUMS_EIGHTH2)))

#undef CSUMS_FOLD16
#undef CSUMS_EIGHTH2
#undef CSUMS_EIGHTH1
#undef CSUMS_QUARTERS
#undef CSUMS_FOLD8
#undef CSUMS_HALVES
#undef CSUMS_BOTH
#undef CSUMS
#undef CSUMS_PICK

#endif
