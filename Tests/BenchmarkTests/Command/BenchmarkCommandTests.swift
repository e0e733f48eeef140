import Foundation
import Leontief
import TestSupport
import Testing

@Suite struct BenchmarkCommandTests {
  private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> ToolRun {
    try ToolRun(arguments, tool: "leontief-bench", environment: environment)
  }

  @Test func aSmallRunAsADocument() throws {
    let run = try run("run", "--sizes", "12,2x4", "--min-rounds", "2", "--max-seconds", "0", "--json", "-")
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.json()
    #expect(document["schema"] as? String == "leontief-bench")
    let cells = try #require(document["cells"] as? [[String: Any]])
    let engines = try #require(document["engines"] as? [[String: Any]])
    // Six kinds of work of two sizes on every engine; aggregation, which is the same code on all, once.
    #expect(cells.count == 12 * engines.count + 2)
    for cell in cells {
      let state = (cell["validation"] as? [String: Any])?["state"] as? String
      #expect(state == "VALID" || state == "SUBOPTIMAL")
      #expect((cell["samples_s"] as? [Double])?.count == 2)
    }
  }

  @Test func aTableForPeopleAndNoProgressWithoutATerminal() throws {
    let run = try run("run", "--engine", "swift", "--sizes", "10", "--min-rounds", "1", "--max-seconds", "0")
    #expect(run.status == 0)
    #expect(run.errors == "")
    #expect(run.output.contains("dgemm"))
    #expect(run.output.contains("swift: "))
  }

  @Test func quietPrintsNothing() throws {
    let run = try run("run", "--quiet", "--engine", "swift", "--sizes", "10", "--min-rounds", "1", "--max-seconds", "0")
    #expect(run.status == 0 && run.output == "" && run.errors == "")
  }

  @Test func memoryThatIsTooSmallSkipsAndIsNoFailure() throws {
    let run = try run("run", "--engine", "swift", "--sizes", "100", "--memory", "1K", "--min-rounds", "1", "--max-seconds", "0")
    #expect(run.status == 0)
    #expect(run.output.contains("SKIPPED (swift): memory: "))
  }

  @Test func probeTellsTheHostOfResults() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("probe.json")
    let probe = try run("probe", "--json", file, environment: ["OPENBLAS_NUM_THREADS": "3"])
    let variable = probe.output.split(separator: "\n").first { $0.hasPrefix("OPENBLAS_NUM_THREADS ") }
    #expect(probe.status == 0 && probe.output.contains("processor") && variable?.hasSuffix(" 3") == true)
    let document = try JSONSerialization.jsonObject(with: Data(try folder.bytes("probe.json"))) as? [String: Any]
    let host = try #require(document?["host"] as? [String: Any])
    #expect(probe.output.contains(try #require(host["fingerprint_hash"] as? String)))
    #expect(try run("validate", file).status == 0)
  }

  @Test func enginesTriesWhatThereIs() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("engines.json")
    // No core types: the libraries of this host are many.
    let run = try run("engines", "--own", "--json", file, environment: ["OPENBLAS_CORETYPE": "Haswell"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("engine") && run.output.contains("Swift kernels"))
    let document = try JSONSerialization.jsonObject(with: Data(try folder.bytes("engines.json"))) as? [String: Any]
    let trials = try #require(document?["trials"] as? [[String: Any]])
    let states = trials.map { ($0["validation"] as? [String: Any])?["state"] as? String }
    #expect(states[0] == "VALID" && !states.contains("INVALID"))
    #expect(trials.map { $0["library"] as? String }.contains("swift"))
    if TestEngines.all.count > 1 {
      let own = try #require(trials.first { $0["library"] as? String != "swift" && $0["engine"] is [String: Any] })
      // The variable is taken away: the library chooses for itself.
      #expect((own["engine"] as? [String: Any])?["core_type_forced_by"] is NSNull)
    }
    #expect(try self.run("validate", file).output.contains("valid"))
  }

  @Test func aLibraryThatIsNamedAndNotThere() throws {
    let run = try run("engines", "--library", "/nowhere/libblas.so")
    #expect(run.status == 3 && run.errors.contains("--library /nowhere/libblas.so: there is no such file"))
    #expect(try self.run("engines", "--threads", "0").status == 2)
  }

  @Test func doctorNamesWhatSpoilsTimes() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("doctor.json")
    let run = try run(
      "doctor", "--engine", "swift", "--json", file, environment: ["LEONTIEF_ISA": "\(InstructionSet.best.rawValue)"])
    #expect(run.status == 9 && run.errorLines.count == 1, "\(run.errors)")
    #expect(run.output.contains("spoils forced-kernels: LEONTIEF_ISA=") && run.output.contains("cure: unset LEONTIEF_ISA"))
    let document = try JSONSerialization.jsonObject(with: Data(try folder.bytes("doctor.json"))) as? [String: Any]
    let findings = try #require(document?["findings"] as? [[String: Any]])
    #expect(findings.contains { $0["id"] as? String == "forced-kernels" && $0["weight"] as? String == "spoils" })
    #expect(try self.run("validate", file).status == 0)
  }

  @Test func calibrateTellsWhatTheHostCanDo() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("calibration.json")
    let environment = ["LEONTIEF_BLAS": "/nowhere/libblas.so", "LEONTIEF_CACHE": folder.path]
    let run = try run("calibrate", "--json", file, environment: environment)
    #expect(run.status == 0 && run.output.contains("there is nothing to choose: /nowhere/libblas.so"), "\(run.errors)")
    #expect(run.output.contains("roofs: ") && run.output.contains("clock: ") && run.output.contains("timer: step "))
    #expect(run.output.contains("streams: ") && run.output.contains("roofs: "))
    #expect(try self.run("validate", file).output.contains("valid"))
    let show = try self.run("calibrate", "--show", "--json", "-", environment: ["LEONTIEF_CACHE": folder.path])
    #expect(show.status == 0)
    #expect(try show.json()["roofs"] is NSNull && show.json()["measured_hz"] is Double && show.json()["streams"] is NSNull)
    #expect(try self.run("calibrate", "--redo", "--clear").status == 2 && self.run("calibrate", "--threads", "0").status == 2)
  }

  @Test func listShowsTheCells() throws {
    let run = try run("list")
    #expect(run.status == 0)
    for cell in ["dgemm-n598", "solve-m64-n2464", "aggregate-n2464"] { #expect(run.output.contains(cell)) }
  }

  @Test(arguments: [
    (["run", "--suite", "slow"], "there is no suite 'slow'; there is quick, standard, full, kernels, solvers"),
    (["run", "--sizes", "0"], "'0' is invalid for '--sizes <sizes>'"),
    (["run", "--threads", "0"], "--threads takes a number from 1 to 1023, not 0"),
    (["run", "--min-rounds", "0"], "--min-rounds takes a number from 1 to 1000, not 0"),
    (["run", "--max-seconds", "nan"], "--max-seconds takes a number of seconds, not nan"),
  ])
  func wrongUsage(arguments: [String], sentence: String) throws {
    let run = try ToolRun(arguments, tool: "leontief-bench")
    #expect(run.status == 2)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.contains(sentence), "\(run.errors)")
  }

  @Test func anEngineThatIsNotThereIsNotReplaced() throws {
    let run = try run("run", "--engine", "/nowhere/libblas.so")
    #expect(run.status == 3)
    #expect(run.errorLines.count == 1)
    #expect(run.errors.hasPrefix("leontief-bench: --engine /nowhere/libblas.so: "), "\(run.errors)")
  }
}
