/// A fictional police area with the bodies that work in it.
final class Area: Sendable {
  let force: String
  let towns: [String]
  let jurisdiction: String
  let country: String

  let police: String
  let socialCare: String
  let youthJustice: String
  let prosecutor: String
  let court: String
  let health: [String]
  let education: [String]
  let voluntary: [String]
  let licensing: [String]
  let housing: [String]

  init(
    _ force: String, _ towns: [String], jurisdiction: String = "england-and-wales",
    country: String = "england"
  ) {
    self.force = force
    self.towns = towns
    self.jurisdiction = jurisdiction
    self.country = country
    let office = force.lowercased()
    police = "police/\(office)"
    socialCare = "children-social-care/\(office)"
    youthJustice = "youth-justice/\(office)"
    prosecutor = "cps/\(office)"
    court = "court/\(office)"
    let small = towns.map { $0.lowercased() }
    health = small.map { "health/\($0)-clinic" }
    education = small.map { "education/\($0)-academy" }
    voluntary = small.map { "voluntary/\($0)-youth-project" }
    licensing = small.map { "licensing/\($0)" }
    housing = small.map { "housing/\($0)" }
  }

  /// Invented throughout; neighbours stand beside each other.
  static let all: [Area] = [
    Area("Northmoor", ["Alderby", "Fennick", "Hallowick"]),
    Area("Westmoor", ["Brackwell", "Dunmere", "Oxleigh"]),
    Area("Eastfold", ["Carrowby", "Millhampton", "Saltergate"]),
    Area("Southmarsh", ["Penwardine", "Thornsea", "Wickering"]),
    Area("Highfell", ["Ashgill", "Ravenstow", "Skelby"]),
    Area("Lowvale", ["Barrowden", "Eldermouth", "Tansford"]),
    Area("Marlshire", ["Copplestow", "Greyminster", "Harrowmere"]),
    Area("Wendale", ["Ivelham", "Lorncaster", "Quenby"]),
    Area("Aberfawr", ["Llanwedd", "Pontarfon"], country: "wales"),
    Area("Strathmorn", ["Kilbrannoch", "Inverlaw"], jurisdiction: "scotland", country: "scotland"),
    Area(
      "Loughmore", ["Ballycorran", "Drumlarne"], jurisdiction: "northern-ireland",
      country: "northern-ireland"),
  ]

  static let streets = [
    "Mill Lane", "Chapel Row", "Station Road", "Orchard Street", "Quarry Hill", "Tannery Yard",
  ]
}
