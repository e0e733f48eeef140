import BenchmarkHarness
import Foundation
import Leontief
import TestSupport
import Testing

/// `replay` of a small run of this program, and of files that it cannot do again.
@Suite struct ReplayCommandTests {
  private let folder: TemporaryFolder
  private let file: String

  init() throws {
    folder = try TemporaryFolder()
    file = folder.file("first.json")
    let options = ["--engine", "swift", "--threads", "1", "--sizes", "3x4,8", "--seed", "7", "--memory", "1G"]
    let limits = ["--min-rounds", "3", "--processes", "3", "--max-seconds", "0", "--target", "50"]
    let run = try Self.run(["run", "--quiet", "--json", file] + options + limits)
    #expect(run.status == 0, "\(run.errors)")
  }

  private static func run(_ arguments: [String]) throws -> ToolRun { try ToolRun(arguments, tool: "leontief-bench") }

  private func document(_ file: String) throws -> ResultDocument {
    try ResultDocument(json: try String(contentsOfFile: file, encoding: .utf8))
  }

  @Test func theSameAgain() throws {
    let again = folder.file("again.json")
    let replay = try Self.run(["replay", file, "--json", again])
    #expect(replay.status == 0 && replay.output.contains("dgemm"), "\(replay.errors)")
    let (first, second) = (try document(file), try document(again))
    #expect(second.replayOf == first.runId && second.runId != first.runId && second.limits == first.limits)
    #expect(second.limits.memoryBytes == 1 << 30 && second.limits.targetHalfWidth == 0.5 && second.seed == 7)
    #expect(second.cells.map(\.id) == first.cells.map(\.id) && second.cells.map(\.inputHash) == first.cells.map(\.inputHash))
    #expect(second.cells.map(\.resultHash) == first.cells.map(\.resultHash) && second.cells.allSatisfy { $0.threads == 1 })
    #expect(second.cells.allSatisfy { $0.sampleProcess == [0, 1, 2] })
    // One thread is what was asked for, of however many processors: the first run had the choice.
    #expect(second.cells.allSatisfy { $0.validation.reason?.contains("processors used") != true })
    #expect(try Self.run(["validate", again]).status == 0)
    let report = try Self.run(["report", again])
    #expect(report.output.contains("again replays the run \(first.runId) on 1 of its"))
    // Nothing may stand in the way of a comparison but that cells of the first run are SUBOPTIMAL, with fewer threads than processors.
    let comparison = try Self.run(["compare", file, again])
    #expect(comparison.status == 0 || comparison.errors.contains("no cell is VALID in all files"), "\(comparison.errors)")
  }

  /// Some cells of a suite at its own sizes, and of one in groups.
  @Test(arguments: [
    ["--suite", "quick", "--only", "^(sgemm|aggregate)-n598"], ["--suite", "standard", "--only", "^dtrsm.*n598|^inverse-india"],
    // As many sectors as the suite has, in other regions.
    ["--suite", "quick", "--only", "^sgemm", "--sizes", "13x46"],
  ])
  func cellsByName(_ cells: [String]) throws {
    let (some, again) = (folder.file("some.json"), folder.file("again.json"))
    let limits = ["--engine", "swift", "--min-rounds", "1", "--processes", "1", "--max-seconds", "1", "--quiet"]
    let run = try Self.run(["run", "--json", some] + cells + limits)
    #expect(run.status == 0, "\(run.errors)")
    let replay = try Self.run(["replay", some, "--json", again, "--quiet"])
    #expect(replay.status == 0, "\(replay.errors)")
    let (first, second) = (try document(some).cells, try document(again).cells)
    #expect(second.map(\.id) == first.map(\.id) && second.map(\.inputHash) == first.map(\.inputHash) && !first.isEmpty)
  }

  private func refusal(_ change: (inout ResultDocument) -> Void) throws -> String {
    var document = try document(file)
    change(&document)
    document.add(.failure(RoofGap(reason: "changed")))
    let changed = try folder.write(try document.json(), to: "changed.json")
    let replay = try Self.run(["replay", changed, "--quiet"])
    #expect(replay.status == 3 && replay.errorLines.count == 1, "\(replay.errors)")
    return replay.errors
  }

  @Test func whatCannotBeDone() throws {
    let refused = "changed.json cannot be replayed here: "
    #expect(try refusal { $0.suite = "slow" }.contains("\(refused)this program has no suite 'slow'"))
    #expect(try refusal { $0.suiteVersion = 99 }.contains("it is of version 99 of the suite quick, this program has version"))
    #expect(try refusal { $0.generator = "dice" }.contains("its problems are by the generator 'dice'"))
    #expect(try refusal { $0.cells[3].params["regions"] = nil }.contains("does not tell its economy"))
    #expect(try refusal { $0.cells[0].id = "gemm-n12" }.contains("the suite has no cell gemm-n12"))
    #expect(try refusal { $0.cells[2].params["seed"] = .text("8") }.contains("has another seed than the run"))
    let many = HostProcessor.current.usableProcessors + 1
    let threads = try refusal { document in
      document.engines[0].threadsUsed = many
      for k in document.cells.indices { document.cells[k].threads = many }
    }
    #expect(threads.contains("it has cells of \(many) threads, and this process may use \(many - 1) processors"), "\(threads)")
    let forced = try refusal { document in
      document.engines[0].coreTypeForcedBy = "OPENBLAS_CORETYPE=Haswell"
      for k in document.cells.indices {
        (document.cells[k].validation.state, document.cells[k].validation.reason) = ("SUBOPTIMAL", "forced")
      }
    }
    #expect(forced.contains("swift ran with OPENBLAS_CORETYPE=Haswell, which is not set here"), "\(forced)")
    let set = try refusal { ($0.engines[0].instructionSet, $0.engines[0].instructionSetForcedBy) = ("mmx", "--isa mmx") }
    #expect(set.contains("there is no instruction set 'mmx'"), "\(set)")
    let unlike = try refusal { document in
      document.engines.append(document.engines[0])
      document.engines[1].name = "other"
      document.engines[1].threadsUsed = 2
      var cell = document.cells[0]
      (cell.engine, cell.threads) = ("other", 2)
      document.cells.append(cell)
    }
    #expect(unlike.contains("its engines have unlike numbers of threads: other 2; swift 1"), "\(unlike)")
  }

  /// What `run` never leaves of a suite in groups, and a file may still say.
  @Test(.enabled(if: HostProcessor.current.usableProcessors > 1, "two threads need two processors"))
  func aSuiteInGroupsAsItIsNeverMeasured() throws {
    let groups = folder.file("groups.json")
    let options = ["--engine", "swift", "--threads", "1", "--sizes", "8", "--only", "^dtrsm", "--min-rounds", "1"]
    let run = try Self.run(["run", "--suite", "standard", "--json", groups, "--quiet", "--max-seconds", "1"] + options)
    #expect(run.status == 0, "\(run.errors)")
    var target = try document(groups)
    target.limits = RunLimits(minRounds: 1, maxSeconds: 1, targetHalfWidth: 0.5, memoryBytes: nil)
    var threads = try document(groups)
    threads.engines.append(threads.engines[0])
    threads.engines[1].threadsUsed = 2
    threads.cells.append(threads.cells[0])
    threads.cells[1].threads = 2
    for (document, reason) in [
      (target, "it has a target, and the suite standard uses all of its time"),
      (threads, "it has cells of 1, 2 threads, and the suite standard is measured with one number of them"),
    ] {
      var whole = try #require(
        ResultDocument(parts: [document], run: RunIdentity(), seconds: 1, limits: document.limits))
      whole.add(.failure(RoofGap(reason: "changed")))
      let changed = try folder.write(try whole.json(), to: "changed.json")
      let replay = try Self.run(["replay", changed, "--quiet"])
      #expect(replay.status == 3 && replay.errors.contains("changed.json cannot be replayed here: \(reason)"), "\(replay.errors)")
    }
  }

  /// Another version of an engine, and more processes than a run with a target begins with.
  @Test func whatIsOtherwiseIsNoted() throws {
    var document = try document(file)
    let version = document.engines[0].version
    document.engines[0].version = "0.0"
    let parts = [ResultDocument](repeating: document, count: 8)
    var changed = try #require(ResultDocument(parts: parts, run: RunIdentity(), seconds: 1, limits: document.limits))
    changed.add(.failure(RoofGap(reason: "changed")))
    let replay = try Self.run(["replay", try folder.write(try changed.json(), to: "other.json")])
    #expect(replay.errors.contains("note: swift was version 0.0 there; here it is \(version)"), "\(replay.errors)")
    #expect(replay.errors.contains("note: it had 8 processes there; here it begins with 5 and adds what"), "\(replay.errors)")
  }

  @Test func filesThatAreNone() throws {
    #expect(try Self.run(["replay"]).status == 2)
    let missing = try Self.run(["replay", folder.file("no.json")])
    #expect(missing.status == 3 && missing.errors.contains("no.json: cannot open"), "\(missing.errors)")
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let changed = try folder.write(text.replacingOccurrences(of: "\"seed\" : 7", with: "\"seed\" : 9"), to: "damaged.json")
    let damaged = try Self.run(["replay", changed]).errors
    #expect(damaged.contains("damaged is not whole and consistent: checksum is") && !damaged.contains("--force"), "\(damaged)")
  }
}
