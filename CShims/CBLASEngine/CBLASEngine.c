#include "CBLASEngine.h"
