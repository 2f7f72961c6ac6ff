import Diagnostics
import LawPack
import Testing

struct CycleTests {
  @Test func `A test that builds on itself is an error with the way round`() {
    let law = SmallLaw(
      .testing("any: [{framework: SA2000-2}]"),
      Provision(id: "id: SA2000-2", elements: ["any: [abused, {framework: SA2000-3}]"]),
      Provision(id: "id: SA2000-3", elements: ["all: [{framework: 1️⃣SA2000-1}, moved]"]))
    expectFaults("law.cycle", in: law)
    #expect(
      law.read().problems.map(\.message) == [
        "a test builds on itself: SA2000-1, SA2000-2, SA2000-3, SA2000-1"
      ])
  }

  @Test func `A way round through a term is found`() {
    let law = SmallLaw(.testing("any: [moved, 1️⃣t]"))
      .with(terms: "{term: t, says: T, any: [abused, {framework: SA2000-1, reading: narrow}]}")
    expectFaults("law.cycle", in: law)
  }

  @Test func `Taking the other's conduct alone is no way out`() {
    expectFaults(
      "law.cycle",
      in: SmallLaw(.testing("any: [abused, {framework: 1️⃣SA2000-1, reading: narrow, as: conduct}]")))
  }

  @Test func `Two tests may build on the same third`() {
    let third = "any: [{framework: SA2000-3}]"
    let law = SmallLaw(
      .testing(third, "any: [{framework: SA2000-2}]"),
      Provision(id: "id: SA2000-2", elements: [third]),
      Provision(id: "id: SA2000-3"))
    #expect(law.read().pack != nil)
  }
}
