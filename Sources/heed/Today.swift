import CivilTime
import Glibc

/// The only clock: the day of the person who asks, where no day was given.
func today() -> CivilDate {
  var now = time(nil)
  var local = tm()
  localtime_r(&now, &local)
  return CivilDate(
    year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday))
    ?? CivilDate(dayNumber: Int(now) / 86_400)
}
