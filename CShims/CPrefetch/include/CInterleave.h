// Permutations of vectors as such, on every processor: written lane by lane in Swift, several in a row become more
// instructions.
#ifndef LEONTIEF_CINTERLEAVE_H
#define LEONTIEF_CINTERLEAVE_H

#define CINTERLEAVE(name, scalar, lanes, low, high)                                                                        \
  /** Four vectors one behind the other become their elements in turn: the first of each, the second of each, ... */       \
  static inline __attribute__((always_inline)) void name(void *_Nonnull tile) {                                            \
    typedef scalar vector __attribute__((vector_size(lanes * sizeof(scalar)), aligned(sizeof(scalar)), may_alias));        \
    vector *t = (vector *)tile;                                                                                            \
    const vector a = t[0], b = t[1], c = t[2], d = t[3];                                                                   \
    const vector e = __builtin_shufflevector(a, c, low), f = __builtin_shufflevector(a, c, high);                          \
    const vector g = __builtin_shufflevector(b, d, low), h = __builtin_shufflevector(b, d, high);                          \
    t[0] = __builtin_shufflevector(e, g, low);                                                                             \
    t[1] = __builtin_shufflevector(e, g, high);                                                                            \
    t[2] = __builtin_shufflevector(f, h, low);                                                                             \
    t[3] = __builtin_shufflevector(f, h, high);                                                                            \
  }

#define CINTERLEAVE_LIST(...) __VA_ARGS__

CINTERLEAVE(cinterleave_f64x2, double, 2, CINTERLEAVE_LIST(0, 2), CINTERLEAVE_LIST(1, 3))
CINTERLEAVE(cinterleave_f64x4, double, 4, CINTERLEAVE_LIST(0, 4, 1, 5), CINTERLEAVE_LIST(2, 6, 3, 7))
CINTERLEAVE(cinterleave_f64x8, double, 8, CINTERLEAVE_LIST(0, 8, 1, 9, 2, 10, 3, 11),
            CINTERLEAVE_LIST(4, 12, 5, 13, 6, 14, 7, 15))
CINTERLEAVE(cinterleave_f32x4, float, 4, CINTERLEAVE_LIST(0, 4, 1, 5), CINTERLEAVE_LIST(2, 6, 3, 7))
CINTERLEAVE(cinterleave_f32x8, float, 8, CINTERLEAVE_LIST(0, 8, 1, 9, 2, 10, 3, 11),
            CINTERLEAVE_LIST(4, 12, 5, 13, 6, 14, 7, 15))
CINTERLEAVE(cinterleave_f32x16, float, 16, CINTERLEAVE_LIST(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
            CINTERLEAVE_LIST(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31))

#undef CINTERLEAVE_LIST
#undef CINTERLEAVE

#endif
