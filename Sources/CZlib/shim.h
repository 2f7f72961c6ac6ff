// Compression as gzip writes it.
#include <zlib.h>
