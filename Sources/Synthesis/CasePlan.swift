/// Which case is about whom, where and when, before a record says any of it.
struct CasePlan {
  /// What a case is made to show.
  enum Profile: String, CaseIterable {
    /// Moved, with a purpose, as in trafficking.
    case movement
    /// Abuse and what was given for it, without a journey.
    case abuse
    case online
    /// Several suspects who act together.
    case group
    case drugs
    /// Warnings and little else.
    case warned
    /// Hardly anything was recorded.
    case thin

    static func draw(_ chance: inout Chance) -> Profile {
      switch chance.below(100) {
      case 0..<26: .movement
      case 26..<48: .abuse
      case 48..<58: .online
      case 58..<74: .group
      case 74..<84: .drugs
      case 84..<92: .warned
      default: .thin
      }
    }
  }

  /// A child of the case, and the earlier case that the child is in too.
  struct Child {
    var number: Int
    /// The day around which the child became fifteen, from which the day of birth follows.
    var fifteen: Int
    var earlier: (plan: Int, child: Int)?
  }

  var number: Int
  var profile: Profile
  /// The group, by its number in the whole caseload; nil for a case without one.
  var group: Int?
  /// The suspects, by their numbers in the group.
  var suspects: [Int]
  var area: Int
  /// Where the group is at home; the area of the case if there is none.
  var home: Int
  /// The day about which it happened, in days from 1970-01-01.
  var day: Int
  var children: [Child]

  var id: String { CasePlan.id(number) }

  static func id(_ number: Int) -> String {
    let digits = String(number)
    return "case-" + String(repeating: "0", count: max(0, 7 - digits.utf8.count)) + digits
  }

  /// How many cases are planned together. Groups and children never reach from one such block into another.
  static let block = 256
  private static let groups = 56

  /// The plans of the cases of one block that there are to be.
  static func plans(ofBlock block: Int, count: Int, seed: UInt64) -> [CasePlan] {
    var chance = Chance(seed: seed, stream: UInt64(block) << 2 | 1)
    let groups = (0..<Self.groups).map { _ in GroupPlan(&chance) }
    var plans: [CasePlan] = []
    for index in 0..<count {
      plans.append(plan(index, ofBlock: block, groups, after: plans, &chance))
    }
    return plans
  }

  private static func plan(
    _ index: Int, ofBlock block: Int, _ groups: [GroupPlan], after plans: [CasePlan],
    _ chance: inout Chance
  ) -> CasePlan {
    let number = block * Self.block + index
    var profile = Profile.draw(&chance)
    let own = chance.percent(78) ? chance.below(Self.groups) : nil
    let group = own.map { groups[$0] }
    if group == nil, profile == .group { profile = .abuse }
    let area = group.map { $0.area(&chance) } ?? chance.below(Area.all.count)
    var plan = CasePlan(
      number: number, profile: profile, group: own.map { block * Self.groups + $0 }, suspects: [],
      area: area, home: group?.home ?? area,
      day: group.map { $0.day(&chance) } ?? GroupPlan(&chance).start, children: [])
    if let group {
      let most = profile == .group ? group.size : min(3, group.size)
      let least = profile == .group ? 2 : 1
      let count = chance.number(in: least...max(least, most))
      for suspect in 0..<group.size where plan.suspects.count < count {
        if chance.percent(60) || group.size - suspect <= count - plan.suspects.count {
          plan.suspects.append(suspect)
        }
      }
    } else if chance.percent(70) {
      plan.suspects = [0]
    }
    // The same child again, later, perhaps elsewhere.
    if index > 0, chance.percent(9) {
      let earlier = chance.below(index)
      let other = plans[earlier]
      plan.day = min(other.day + chance.below(700), Days.last)
      if chance.percent(50) { plan.area = other.area }
      var child = other.children[0]
      child.earlier = (earlier, 0)
      plan.children.append(child)
    }
    let more = chance.percent(64) ? 1 : chance.number(in: 2...4)
    for _ in 0..<more where plan.children.count < 4 {
      let number = number * 4 + plan.children.count
      let fifteen = plan.day - 365 + chance.below(1100)
      plan.children.append(Child(number: number, fifteen: fifteen, earlier: nil))
    }
    return plan
  }
}

/// A group of suspects: where it is at home, and when.
private struct GroupPlan {
  var home: Int
  var start: Int
  var length: Int
  var size: Int

  init(_ chance: inout Chance) {
    home = chance.below(Area.all.count)
    // From 1996 on; few records are as old as that.
    let first = 9_500
    start = first + max(chance.below(Days.last - first), chance.below(Days.last - first))
    length = chance.number(in: 60...1800)
    size = chance.number(in: 2...8)
  }

  func area(_ chance: inout Chance) -> Int {
    if chance.percent(76) { return home }
    return chance.percent(70) ? (home + 1) % Area.all.count : chance.below(Area.all.count)
  }

  func day(_ chance: inout Chance) -> Int { min(start + chance.below(length), Days.last) }
}
