import Foundation
import TestSupport
import Testing

/// Demand vectors, maps and studies that do not fit the table.
@Suite struct BadInputFileTests {
  private let fixture: CanonicalFixture
  /// For files that are not part of the table.
  private let beside: TemporaryFolder

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
  }

  @Test func demandOfAnotherSize() throws {
    let demand = try beside.write(NPYBytes.vector([1, 2]), to: "demand.npy")
    try expectFailure(3, "\(demand): shape (2) does not fit a table of 3 sectors", fixture.solve("--demand", demand))
  }

  @Test func demandThatIsNotFinite() throws {
    let demand = try beside.write(NPYBytes.vector([1, .infinity, 2]), to: "demand.npy")
    try expectFailure(3, "\(demand): not finite at row 1, column 0", fixture.solve("--demand", demand))
  }

  @Test func mapsThatDoNotFit() throws {
    let out = beside.file("out")
    for (text, sentence) in [
      ("from,to\nNOR/a,x\nSUD/a,x\n", "sector NOR/b is not mapped to anything"),
      ("from,to\na,x\n", "sector a is in several regions; write one of NOR/a, SUD/a"),
      ("from,to\nzz,x\n", "sector zz is not in the table"),
      ("from,to,weight\nNOR/a,x,0.5\nb,x,1\nSUD/a,x,1\n", "the shares of sector NOR/a sum to 0.5, not to 1"),
    ] {
      let map = try beside.write(text, to: "map.csv")
      try expectFailure(
        3, "\(map): \(sentence)",
        ["aggregate", fixture.path, "--map", map, "--out", out, "--engine", "swift", "--quiet"])
    }
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test func studiesThatDoNotFit() throws {
    for (text, sentence) in [
      ("digital: {d: [zz]}", "line 1: sector zz is not in the table"),
      (
        "split: [{sector: b, into: [{code: p, share: 0.5}, {code: q, share: 0.4}]}]\ndigital: {d: [p]}",
        "line 1: the shares of sector NOR/b sum to 0.9, not to 1"
      ),
      (
        "digital: {d: [b]}\nmethd: block",
        "line 2: unknown key 'methd'; known are title, split, digital, disrupted, fixed_capital, monte_carlo, method, source, notes, published"
      ),
    ] {
      let study = try beside.write(text, to: "study.yaml")
      try expectFailure(
        3, "\(study): \(sentence)",
        ["estimate", "digital", fixture.path, "--study", study, "--engine", "swift", "--quiet"])
    }
  }
}
