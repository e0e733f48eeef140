// How many threads this process can have.
#ifndef LEONTIEF_CPARALLEL_ROOM_H
#define LEONTIEF_CPARALLEL_ROOM_H

#include <stdint.h>

/// The members there is room for, the callers included, of the number wanted: from 1 to `members`. Tried out when more
/// are wanted than ever before.
int32_t cparallel_room(int32_t members);

#endif
