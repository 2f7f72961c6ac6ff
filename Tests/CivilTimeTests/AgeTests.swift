import CivilTime
import Testing

struct AgeTests {
  private let born = days("1996-05-01/1996-05-31")

  @Test func `The day before the earliest possible birthday is certainly under`() {
    #expect(age(under: 18, born: born, during: days("2008-01-01/2014-04-30")) == true)
    #expect(age(under: 18, born: born, during: days("2008-01-01/2014-05-01")) == nil)
  }

  @Test func `From the latest possible birthday on it is certainly not under`() {
    #expect(age(under: 18, born: born, during: days("2014-05-31/2016-01-01")) == false)
    #expect(age(under: 18, born: born, during: days("2014-05-30/2016-01-01")) == nil)
  }

  @Test func `On the birthday the age is attained`() {
    let birthday = days("1996-05-14/1996-05-14")
    #expect(age(under: 18, born: birthday, during: days("2014-05-13/2014-05-13")) == true)
    #expect(age(under: 18, born: birthday, during: days("2014-05-14/2014-05-14")) == false)
  }

  @Test func `Somebody born on 29 February is still a child on 28 February`() {
    let leap = days("1996-02-29/1996-02-29")
    #expect(age(under: 18, born: leap, during: days("2014-02-28/2014-02-28")) == true)
    #expect(age(under: 18, born: leap, during: days("2014-03-01/2014-03-01")) == false)
  }

  @Test func `Conduct across the birthday is not certain`() {
    #expect(age(under: 16, born: born, during: days("2008-01-01/2016-01-01")) == nil)
  }

  @Test func `An open end that the answer needs leaves it unknown`() {
    #expect(age(under: 18, born: .always, during: days("2008-01-01/2008-01-01")) == nil)
    #expect(age(under: 18, born: born, during: .always) == nil)
    #expect(age(under: 18, born: born, during: days("2008-01-01/..")) == nil)
    #expect(age(under: 18, born: born, during: days("../2016-01-01")) == nil)
  }

  @Test func `An open end that the answer does not need leaves it certain`() {
    #expect(age(under: 18, born: born, during: days("../2008-01-01")) == true)
    #expect(age(under: 18, born: born, during: days("2015-01-01/..")) == false)
    #expect(
      age(under: 18, born: days("1996-05-01/.."), during: days("2008-01-01/2008-01-01")) == true)
    #expect(
      age(under: 18, born: days("../1996-05-01"), during: days("2015-01-01/2015-01-01")) == false)
  }

  @Test func `A range without days answers nothing`() {
    let none = days("2008-06-02/2008-06-01")
    #expect(age(under: 18, born: none, during: days("2008-01-01/2008-01-01")) == nil)
    #expect(age(under: 18, born: born, during: none) == nil)
    #expect(possibleAges(born: born, on: none) == nil)
    #expect(possibleAges(born: none, on: born) == nil)
  }

  @Test func `Possible ages run from the youngest to the oldest`() {
    #expect(possibleAges(born: born, on: days("2008-11-03/2008-11-03")) == 12...12)
    #expect(possibleAges(born: born, on: days("2008-05-15/2008-05-15")) == 11...12)
    #expect(possibleAges(born: born, on: days("2008-01-01/2010-12-31")) == 11...14)
    #expect(
      possibleAges(born: days("1980-01-01/1989-12-31"), on: days("2000-06-01/2000-06-01"))
        == 10...20)
  }

  @Test func `Ages are not known without both bounds`() {
    #expect(possibleAges(born: .always, on: days("2008-01-01/2008-01-01")) == nil)
    #expect(possibleAges(born: born, on: days("2008-01-01/..")) == nil)
    #expect(possibleAges(born: days("1996-05-01/.."), on: days("2008-01-01/2008-01-01")) == nil)
  }

  @Test func `Nobody has an age before birth`() {
    #expect(possibleAges(born: born, on: days("1990-01-01/1990-12-31")) == nil)
    #expect(possibleAges(born: born, on: days("1990-01-01/1996-05-10")) == 0...0)
  }

  @Test func `Age and possible ages agree`() {
    let births = ["1996-02-28/1996-03-01", "1996-02-29/1996-02-29", "1996-05-01/1996-06-30"]
    let conducts = ["2014-02-27", "2014-02-28", "2014-03-01", "2014-05-15", "2014-06-30"]
    for birth in births.map({ days($0) }) {
      for conduct in conducts.map({ DayRange(day($0)) }) {
        let ages = possibleAges(born: birth, on: conduct)
        let expected: Bool? =
          ages.flatMap { $0.upperBound < 18 ? true : $0.lowerBound >= 18 ? false : nil }
        #expect(age(under: 18, born: birth, during: conduct) == expected)
      }
    }
  }
}
