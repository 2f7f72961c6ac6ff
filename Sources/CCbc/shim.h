// The linear programmes of Clp and the whole-number programmes of Cbc, by their interfaces for C (COIN-OR, Eclipse
// Public License 2.0).
#include <coin/Cbc_C_Interface.h>
#include <coin/Clp_C_Interface.h>
