/// Which passwords are taken.
///
/// Length is all that is asked for, and that it is none of the first that somebody would try. No kinds of characters are asked for, and
/// nobody is made to change a password that nobody else knows.
///
/// - Source: NIST SP 800-63B-4, section 3.1.1.2; National Cyber Security Centre, Password policy: updating your approach.
public enum PasswordRules {
  /// In characters as people count them.
  public static let shortest = 12
  public static let longest = 256

  /// What is wrong with a password.
  public enum Problem: Sendable, Hashable, CustomStringConvertible {
    case tooShort
    case tooLong
    case common
    case aboutYou

    public var description: String {
      switch self {
      case .tooShort:
        "Use at least \(PasswordRules.shortest) characters. Three or four words that do not belong together are easy to remember."
      case .tooLong: "Use at most \(PasswordRules.longest) characters."
      case .common:
        "This is one of the first that somebody would try. Use words that do not belong together."
      case .aboutYou:
        "There is little in this but your name or the name of this service. Use words that others would not think of."
      }
    }
  }

  /// What is wrong with a password; nil for one that is taken.
  ///
  /// - Parameter words: the names of the person, the partnership and the service.
  public static func problem(with password: String, words: [String]) -> Problem? {
    if password.count < shortest { return .tooShort }
    if password.count > longest || password.utf8.count > longest * 4 { return .tooLong }
    let bare = plain(password)
    if Set(bare).count < 5 || isRun(bare) || left(of: bare, without: common) < 6 {
      return .common
    }
    let names = words.flatMap { $0.split { !$0.isLetter && !$0.isNumber } }.map { plain($0) }
      .filter { $0.count > 3 }
    return left(of: bare, without: names) < 6 ? .aboutYou : nil
  }

  /// How many characters there are beside some words; all that can be counted where none of them stands.
  private static func left(of text: String, without words: [String]) -> Int {
    let rest = words.reduce(text) { $0.replacing($1, with: "") }
    return rest.count < text.count ? rest.count : .max
  }

  /// Letters and figures, with the usual figures read as the letters that they stand for.
  private static func plain(_ text: some StringProtocol) -> String {
    let stands: [Character: Character] = [
      "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
    ]
    return String(
      text.lowercased().map { stands[$0] ?? $0 }.filter { $0.isLetter || $0.isNumber })
  }

  /// Whether each character follows the one before it, as on a keyboard or in the alphabet.
  private static func isRun(_ text: String) -> Bool {
    let rows = ["abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "oi2eas6t89"]
    let reversed = String(text.reversed())
    return rows.contains { row in
      let twice = row + row
      return twice.contains(text) || twice.contains(reversed)
    }
  }

  /// As ``plain(_:)`` writes them. Those that are shorter than a password count where little else stands beside them.
  private static let common: [String] = [
    "password", "passphrase", "passwort", "letmein", "welcome", "qwerty", "qwertyuiop", "asdfghjkl",
    "zxcvbnm", "iloveyou", "administrator", "football", "baseball", "princess", "sunshine",
    "superman", "trustnoi", "dragon", "monkey", "master", "shadow", "michael", "jennifer",
    "changeme", "secret", "starwars", "whatever", "computer", "internet", "liverpool", "chelsea",
    "arsenal", "manchester", "england", "london", "summer", "winter", "spring", "autumn",
    "safeguarding", "childprotection", "socialwork", "correcthorsebatterystaple", "default",
    "temporary", "nothing", "abcdefgh", "iqaz2wsx", "qazwsxedc",
  ]
}
