/// A page that stands where another was asked for, and says why and what to do.
public enum MessagePage: Sendable, Hashable {
  case nothingHere
  case refused(String)
  case failed
  case forged
  case tooLong
  case notAForm
  /// What was typed for a day, and is none.
  case notADay(String)
  case tooSlow
  case noRoom
  /// Too many came from the same place.
  case tooOften(seconds: Int)

  public var page: Page {
    let (title, words): (String, [String]) =
      switch self {
      case .nothingHere:
        (
          "There is nothing here for you",
          [
            "Either there is no such page, or it is not open to you: both are answered in the same way.",
            "If you expected a case here, ask whoever keeps it to involve you.",
          ]
        )
      case .refused(let why):
        (
          "This was not done",
          [
            "\(why.prefix(1).uppercased() + why.dropFirst()).",
            "That you asked has been entered in the log. Nothing else was changed.",
          ]
        )
      case .failed:
        (
          "Something went wrong here, not with you",
          [
            "Nothing was entered. What you had written in a form is kept by your browser: go back, copy it, and try again in a minute.",
            "If it happens again, tell whoever looks after this service the time at which it happened.",
          ]
        )
      case .forged:
        (
          "This form was not sent from these pages",
          [
            "Nothing was entered. Open the page again and send the form from there.",
            "If you followed a link from another site, do not do so again, and tell whoever looks after this service.",
          ]
        )
      case .tooLong:
        (
          "That is more than one form can carry",
          [
            "Nothing was entered. Go back: what you wrote is still there. Shorten it, or divide it into several entries."
          ]
        )
      case .notADay(let typed):
        (
          "That is not a day",
          [
            "“\(typed)” is not a day of the calendar. Write it like 2009-06-12, and nothing for everything on file.",
            "Nothing is shown, so that nobody takes what is known now for what was known then.",
          ]
        )
      case .notAForm:
        ("That is not a form of these pages", ["Nothing was entered."])
      case .tooSlow:
        (
          "The form did not arrive in time",
          [
            "Nothing was entered. Go back: what you wrote is still there. Send it again, where the connection is better if you can."
          ]
        )
      case .noRoom:
        (
          "There is no room to write anything down",
          [
            "Nothing was entered. Go back, and copy what you wrote to where you will find it.",
            "Tell whoever looks after this service at once that its disk is full. Do not wait for it if a child needs help now: call 999, or the body that should act.",
          ]
        )
      case .tooOften(let seconds):
        (
          "Too many requests came from where you are",
          [
            "Nothing was entered. Wait \(waiting(seconds)), then go back and try again: what you wrote is still there.",
            "If a child is in danger now, call 999.",
          ]
        )
      }
    return Page("message", title: title, fields: ["title": title, "words": words])
  }
}

/// So many seconds, as one waits them.
package func waiting(_ seconds: Int) -> String {
  if seconds < 60 { return seconds == 1 ? "a second" : "\(seconds) seconds" }
  let minutes = (seconds + 59) / 60
  return minutes == 1 ? "a minute" : "\(minutes) minutes"
}
