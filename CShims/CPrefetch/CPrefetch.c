// The functions are inline; a module needs a source.
#include "CPrefetch.h"
