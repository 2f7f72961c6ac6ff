// The kernel of BitPlanes: a straight-line program over words, run tile by tile.
//
// Nothing here checks a bound. The program is checked once, in Swift (`Instructions.check`), and the callers in
// `PlaneProgram` hand over areas of the sizes that the check was made with. No code is made at run time.
#ifndef CBITPLANES_H
#define CBITPLANES_H

#include <stddef.h>
#include <stdint.h>

// 64-bit words of one plane in one tile: a multiple of 8, and a power of two. Of 8, 16, 32 and 64 the last was measured to be the
// quickest on planes in memory, and no slower on lists: reading an instruction costs more than what spills from the nearest cache.
#define HEED_TILE_WORDS 64

// Words of one line: as many as the widest registers hold. What is read in lines is aligned to 64 bytes.
#define HEED_LINE_WORDS 8

// The most passes of a threshold that one instruction counts.
#define HEED_MOST_LEVELS 8

// An instruction is: operation, number of operands, where the answer goes, operands.
//   HEED_ANY + n  at least n + 1 of the operands                  (n = 0: or)
//   HEED_ALL + n  all of the operands but n at most               (n = 0: and)
//   HEED_ODD      an odd number of the operands                   (exclusive or)
//   HEED_BUT_NOT  the first of the operands and none of the rest
#define HEED_ANY 0
#define HEED_ALL 8
#define HEED_ODD 16
#define HEED_BUT_NOT 17

// A place is an area in the two highest bits and a number in the lowest 29.
#define HEED_INPUT 0u
#define HEED_SCRATCH 1u
#define HEED_OUTPUT 2u
#define HEED_AREA_SHIFT 30
// The first use of an input: the same plane of the next tile is fetched ahead.
#define HEED_FIRST_USE 0x20000000u
#define HEED_NUMBER_MASK 0x1fffffffu

typedef struct {
  const uint32_t *code;
  size_t code_length;
  size_t input_planes;
  size_t output_planes;
} heed_program;

// Runs a program on `tiles` tiles. All areas are aligned to 64 bytes; `scratch` holds as many planes of one tile as the
// program has slots. Registers of `width` bits are used (512, 256, 128), or the widest that the processor has, if it has none so wide.
void heed_run(
  const heed_program *program, const uint64_t *input, uint64_t *scratch, uint64_t *output, size_t tiles, int width);

// The same on `lines` of HEED_LINE_WORDS words, with planes that stand apart: `inputs` and `outputs` say where each begins, and each is
// followed by memory up to the end of its last tile, which may be read, and of the answers written. One may stand for several inputs.
void heed_run_apart(
  const heed_program *program, const uint64_t *const *inputs, uint64_t *scratch, uint64_t *const *outputs, size_t lines,
  int width);

// The widest registers that the kernel knows how to use on this processor, in bits.
int heed_widest(void);

// Sets a tile from sparse rows, `rows` of them and at most a tile's. Row r has counts[r] numbers of planes, one row's after
// another's in `codes`. `gathered` holds `planes` times 8 words. Returns the end of the codes that were read.
const uint16_t *heed_scatter(
  const uint16_t *codes, const uint16_t *counts, size_t rows, size_t planes, uint64_t *gathered, uint64_t *tile);

// Works out words of two others, one by one:
//   HEED_BOTH        one and other
//   HEED_EITHER      one or other
//   HEED_ONE_ONLY    one and not other
//   HEED_ONE_OR_NOT  one or not other
//   HEED_ADD         beside one of these: what is there, or that
// It is done slice by slice: slice s has the words from slices[s] up to slices[s + 1], all of them whole lines. What is not named in
// `sliced` is the same few words for every slice, those from its own beginning. The answer stands where none of the others does.
// Returns whether any bit is set of what was worked out of the two. Registers are chosen as by `heed_run`.
#define HEED_BOTH 0
#define HEED_EITHER 1
#define HEED_ONE_ONLY 2
#define HEED_ONE_OR_NOT 3
#define HEED_ADD 4
#define HEED_ONE_SLICED 1
#define HEED_OTHER_SLICED 2
int heed_combine(
  int operation, int sliced, uint64_t *answer, const uint64_t *one, const uint64_t *other, const size_t *slices,
  size_t count, int width);

// The same of so many words in one slice, whole lines of them.
int heed_combine_whole(
  int operation, uint64_t *answer, const uint64_t *one, const uint64_t *other, size_t words, int width);

// Sets words to what is set in both of any pair, slice by slice as `heed_combine` does: of each pair the first has the slices, the other the
// same few words for each. Returns whether any bit is set of the answer, which stands where none of the others does.
typedef struct {
  const uint64_t *sliced;
  const uint64_t *other;
} heed_pair;

int heed_unite(
  uint64_t *answer, const heed_pair *pairs, size_t pair_count, const size_t *slices, size_t count, int width);

// How many bits are set in one plane of `tiles` tiles that lie `stride` words apart.
uint64_t heed_count(const uint64_t *plane, size_t stride, size_t tiles);

// Memory aligned to 64 bytes, in large pages where it is large; not cleared. NULL if there is none.
void *heed_allocate(size_t bytes);
void heed_free(void *memory);

#endif
