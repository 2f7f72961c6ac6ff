// The streaming SHA-256 of the system's OpenSSL. OpenSSL 3 marks it as deprecated in favour of EVP,
// which allocates for every message; `Sources/Ledger/MerkleHash.swift` says what that would cost.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
// scrypt, for passwords.
#include <openssl/evp.h>
