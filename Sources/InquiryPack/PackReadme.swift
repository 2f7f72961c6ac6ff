internal import CivilTime

/// What a person reads first, and can read alone.
func readme(_ cover: PackCover, _ inventory: Inventory, start: Int, end: Int) -> String {
  let range =
    start < end
    ? "entries \(start) to \(end - 1) of its log"
    : "no entry: nothing was entered between the two heads"
  return """
    \(cover.marking)

    Everything that the casebook of \(cover.partnership) entered
    from \(describe(cover.from)) to \(describe(cover.to))

    This folder holds \(range).
    Each entry is seven lines that name nobody. What was done stands beside it, as its content.
    The content is here for \(inventory.contents) entries, withheld for \(inventory.withheld), and \
    erased by law for \(inventory.erased).
    The log is called \(cover.origin).

    WHAT IS WHERE

    All of it lies in data/, beside this file. Start with inventory.csv and gaps.csv.

    inventory.csv         how many entries there are of each type
    gaps.csv              what should be there and is not
    register.csv          warnings, disagreements, actions and recommendations: with whom, by when
    people.csv            who held which post, and when
    people-keys.csv       the public keys with which people signed, and when each was theirs
    withheld.csv          each entry whose content is not here, and why
    entries/              the entries, one after another, exactly as they are in the log
    content/              what was done: one line for each entry, as JSON, with its salt, the
                          signature of whoever did it, and the deed, which is itself JSON
    log/checkpoint-after  the signed head of the log after the last entry
    log/keys.txt          the public keys of the log, each with the size from which it signs

    Only where the pack does not begin with the first entry of all:

    log/checkpoint-before the signed head of the log before the first entry
    log/entry-before      the last entry before the first, which shows where the days begin
    log/edge              the hashes from which the log before the first entry is made up
    log/consistency       the proof that the later head continues the earlier one

    In tables a cell begins with an apostrophe if a spreadsheet could take it for a formula, or if
    it begins with an apostrophe itself. Take one apostrophe away to read what was meant.

    HOW TO CHECK IT

    1. With Heed, which does all of what follows:

         heed pack check FOLDER --log-verifier KEY

       Ask for the public key of the log on another way than this folder came. Without it, the
       check takes the keys that the folder itself holds, and anybody can make such a folder.

    2. That no file was changed on its way, in the folder that holds bagit.txt:

         sha256sum -c manifest-sha256.txt
         sha256sum -c tagmanifest-sha256.txt

       Whoever can change a file can also change these lists. They protect against accidents.

    3. By hand, with any program that knows SHA-256 and Ed25519:

       a. log/checkpoint-after is signed by the key of the log (C2SP signed-note). Its second
          line is the number of entries, and its third the root of the tree over them.
       b. The number of each entry is one more than that of the entry before it, and 'previous'
          is the base64 of SHA-256 of a zero byte and the seven lines before. For the first
          entry here these are log/entry-before; for entry 0, 'previous' is 32 zero bytes.
       c. The entries lead to the root (RFC 6962, section 2.1): start with the hashes in
          log/edge, the largest subtree first, append the entries, and compare.
       d. log/consistency shows without the entries that the log of the later head begins with
          that of the earlier one (RFC 6962, section 2.1.2).
       e. 'commitment' is the base64 of SHA-256 of the line 'heed-commitment/1' with its line
          feed, the salt, and the text of the deed.
       f. The signature is by the key that the deed names, over the line 'heed-act/1' with its
          line feed, and the text of the deed (Ed25519, RFC 8032).
       g. Each entry has content or a line in withheld.csv.

    WHAT THIS SHOWS, AND WHAT IT CANNOT

    It shows that no entry between the two heads was left out, added, moved or changed since the
    heads were signed, and what content was withheld.

    It cannot show what was never entered. It cannot show that what was entered is true. It ends
    at its last head: if the last day lies after the last entry, more may have been entered
    since. Compare the head with those that witnesses of the log hold, or ask for a newer one.
    Who held which post and which key stands here as the partnership states it. What gaps.csv
    and register.csv say is drawn from the content, and proves nothing without it.

    """
}
