import Estimators
import TestSupport
import Testing

/// Jobs by labour-force shares and by counts.
@Suite struct JobsTests {
  /// Gajbhiye and Arora (2022): .92 % of workers are 4.9 million, 11.6 % are 62.4 million, at 38.2 % workers of all people.
  @Test func theReserveBanksShares() throws {
    let file = try JobsFile(
      text: """
        labour_force:
          cells: [{population: 1408e6, worker_population_ratio: 0.382}]
          groups:
            - {name: core, share: 0.0092, divisions: {programming: 0.598, telecommunications: 0.152}}
            - {name: disrupted, share: 0.1068}
        """, path: "jobs.yaml")
    let force = try #require(file.labourForce)
    let (core, disrupted) = (force.total(force.groups[0]), force.total(force.groups[1]))
    #expect((core / 1e5).rounded() == 49 && ((core + disrupted) / 1e5).rounded() == 624)
    let tables = Jobs(file, counts: nil).presentation.tables
    #expect(tables[0].rows.last?.last == .number([core, disrupted].reduce(0, +)))
    // 25 % of the core is in neither division.
    let other = try #require(tables[1].rows.last)
    #expect(other[1] == .text("other"))
    guard case .number(let jobs) = other[3] else { throw Missing() }
    #expect(relativeDifference(jobs, 0.25 * core) < 1e-12)
  }

  private struct Missing: Error {}

  @Test func cellsAddToTheTotal() throws {
    let file = try JobsFile(
      text: """
        labour_force:
          cells:
            - {name: rural, population: 900, worker_population_ratio: 0.4}
            - {name: urban, population: 400, worker_population_ratio: 0.35}
          groups: [{name: core, shares: {urban: 0.05, rural: 0.01}}]
        """, path: "jobs.yaml")
    let force = try #require(file.labourForce)
    #expect(relativeDifference(force.jobs(force.groups[0]), [3.6, 7]) < 1e-15)
    #expect(relativeDifference(force.total(force.groups[0]), 10.6) < 1e-15 && relativeDifference(force.workers, 500) < 1e-15)
  }

  private static let areasAndSexes = """
    labour_force:
      cells:
        - {area: rural, sex: male, population: 500, worker_population_ratio: 0.5}
        - {area: rural, sex: female, population: 480, worker_population_ratio: 0.25}
        - {area: urban, sex: male, population: 260, worker_population_ratio: 0.6}
        - {area: urban, sex: female, population: 250, worker_population_ratio: 0.2}
      groups:
        - {name: core, shares: {urban male: 0.05, urban female: 0.04, rural male: 0.008, rural female: 0.005}}
        - {name: disrupted, share: 0.1}
    """

  /// Four cells of areas and sexes, by hand: each is counted once by its area and once by its sex.
  @Test func areasAndSexes() throws {
    let file = try JobsFile(text: Self.areasAndSexes, path: "jobs.yaml")
    let force = try #require(file.labourForce)
    #expect(force.parts.map(\.name) == ["rural", "urban", "male", "female"])
    #expect(force.parts.map(\.kind) == [.area, .area, .sex, .sex])
    // Workers 250, 120, 156 and 50; of the core 2, 0.6, 7.8 and 2.
    let workers: [Double] = [370, 206, 406, 170]
    let core: [Double] = [2.6, 9.8, 9.8, 2.6]
    let disrupted = workers.map { 0.1 * $0 }
    let both = zip(core, disrupted).map { $0 + $1 }
    #expect(relativeDifference(force.parts.map { force.workers($0) }, workers) < 1e-14)
    #expect(relativeDifference(force.parts.map { force.jobs(force.groups[0], $0) }, core) < 1e-14)
    let table = try #require(Jobs(file, counts: nil).presentation.tables.first { $0.name == "parts" })
    let names = ["core", "disrupted", "all groups"].flatMap { [String](repeating: $0, count: 4) }
    #expect(table.rows.map { $0[0] } == names.map { ResultTable.Cell.text($0) })
    func column(_ name: String) throws -> [Double] {
      let k = try #require(table.columns.firstIndex { $0.name == name })
      return table.rows.map { if case .number(let value) = $0[k] { value } else { .nan } }
    }
    let jobs = core + disrupted + both
    #expect(relativeDifference(try column("jobs"), jobs) < 1e-14)
    let shares = zip(jobs, workers + workers + workers).map { $0 / $1 }
    #expect(relativeDifference(try column("share"), shares) < 1e-14)
    let ofGroup = core.map { $0 / 12.4 } + workers.map { $0 / 576 } + both.map { $0 / 70 }
    #expect(relativeDifference(try column("share_of_group"), ofGroup) < 1e-14)
    let text = "labour_force:\n  cells: [{population: 9, worker_population_ratio: 1}]\n  groups: []"
    let plain = try JobsFile(text: text, path: "j.yaml")
    #expect(!Jobs(plain, counts: nil).presentation.tables.contains { $0.name == "parts" })
  }

  /// 4.0 to 7.5 million in ten years is 6.49 % a year and 87.5 % in all (and not the 5.75 and 78.7 % that were published).
  @Test func countsGrowAsTheirEndsSay() throws {
    let figures: [String: [Int: Double]] = ["a": [2009: 3, 2019: 5], "b": [2009: 1, 2019: 2.5], "c": [2009: 1]]
    let counts = IndustryCounts(
      unit: "million", years: [2009, 2019],
      sets: [IndustryCounts.Set(name: "core", codes: ["a", "b"]), IndustryCounts.Set(name: "all", codes: ["a", "b", "c"])],
      count: { figures[$0]?[$1] })
    #expect(counts.counts == [[4, 7.5], [5, nil]])
    let growth = counts.growth(0, 0, 1)
    #expect(abs(try #require(growth.rate) - 0.0649) < 5e-5 && growth.change == 0.875)
    #expect(counts.growth(1, 0, 1).rate == nil)
  }

  @Test(arguments: [
    ("title: x", "j.yaml: line 1: a study of jobs needs the key 'labour_force' or 'counts'"),
    ("labour_force: {cells: []}", "j.yaml: line 1: labour_force needs the key 'groups'"),
    (
      "labour_force:\n  cells: [{population: 1, worker_population_ratio: 1.4}]\n  groups: []",
      "j.yaml: line 2: share 1.4 is not between 0 and 1"
    ),
    (
      "labour_force:\n  cells: [{population: -1, worker_population_ratio: 0.4}]\n  groups: []",
      "j.yaml: line 2: population -1.0 is below zero"
    ),
    (
      "labour_force:\n  cells: [{population: 1, worker_population_ratio: 0.4}]\n  groups: [{name: a, shares: {urban: 1}}]",
      "j.yaml: line 3: there is no cell 'urban'"
    ),
    (
      "labour_force:\n  cells: [{population: 1, worker_population_ratio: 0.4}]\n  groups: [{name: a, share: 0.7}, {name: b, share: 0.4}]",
      "j.yaml: line 3: the groups' shares of cell 'all' sum to more than 1; groups must not overlap"
    ),
    (
      "labour_force:\n  cells: [{population: 1, worker_population_ratio: 0.4}]\n  groups: [{name: a, share: 0.7, divisions: {x: 0.6, y: 0.5}}]",
      "j.yaml: line 3: the shares of divisions sum to 1.1, which is above 1"
    ),
    (
      "labour_force:\n  cells:\n    - {sex: male, population: 1, worker_population_ratio: 0.4}\n"
        + "    - {name: b, population: 1, worker_population_ratio: 0.4}\n  groups: []",
      "j.yaml: line 4: cell 'b' has no sex, which others have; give it to all cells or to none"
    ),
    (
      "labour_force:\n  cells:\n    - {area: a, population: 1, worker_population_ratio: 0.4}\n"
        + "    - {area: a, population: 1, worker_population_ratio: 0.4}\n  groups: []",
      "j.yaml: line 4: cell 'a' twice"
    ),
    ("counts: {file: f.csv, sets: {core: []}}", "j.yaml: line 1: set 'core' names no industry"),
    (
      "counts: {file: f.csv, years: [2001, 2000], sets: {a: [x]}}",
      "j.yaml: line 1: year '2000' is not a year after the one before"
    ),
  ])
  func whatIsRefused(_ text: String, _ sentence: String) {
    let error = #expect(throws: StudyError.self) { try JobsFile(text: text, path: "j.yaml") }
    #expect(error?.description == sentence)
  }
}
