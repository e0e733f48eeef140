import BenchmarkHarness
import CommandLineSupport
import Foundation
import Leontief
import Workloads

/// What was found of engines, for people.
struct EnginesText {
  private let trials: [EngineTrial]

  init(_ trials: [EngineTrial]) { self.trials = trials }

  var text: String {
    var table = TextTable("engine", "kernels", "choice", "threads", "GFLOP/s", "state")
    for trial in trials {
      let engine = trial.engine
      table.add(
        Self.name(trial), engine.map { $0.coreTypeDetected ?? $0.instructionSet ?? "-" } ?? "-",
        trial.forced == nil ? "own" : "forced", engine.map { "\($0.threadsUsed)" } ?? "-",
        trial.flopsPerS.map { String(format: "%.1f", $0 * 1e-9) } ?? "-", trial.validation.state)
    }
    return ([table.text, ""] + libraries + refused + [advice].compactMap(\.self)).joined(separator: "\n")
  }

  private static func name(_ trial: EngineTrial) -> String {
    trial.library == "swift" ? "Swift kernels" : URL(fileURLWithPath: trial.library).lastPathComponent
  }

  /// Each library with what tells it from others.
  private var libraries: [String] {
    trials.filter { $0.forced == nil && $0.library != "swift" }.compactMap { trial in
      trial.engine.map { engine in
        let id = engine.buildId.map { ", build id \($0)" } ?? ""
        let bits = engine.intBits.map { ", \($0)-bit integers" } ?? ""
        return "\(Self.name(trial)): \(engine.version), \(engine.threading)\(bits)\(id), \(trial.library)"
      }
    }
  }

  /// Why an engine did not answer, or answered wrongly.
  private var refused: [String] {
    trials.filter { !$0.isRight }.map { trial in
      let forced = trial.forced.map { " with core type \($0)" } ?? ""
      return "\(trial.validation.state): \(Self.name(trial))\(forced): \(trial.validation.reason ?? "no reason")"
    }
  }

  /// Kernels that are this much faster than the library's own choice are worth a word; less is noise here.
  private static let worthwhile = 1.15

  /// By the fastest sample: what else the host does makes samples slower only.
  private static func bestRate(_ trial: EngineTrial) -> Double {
    guard let model = trial.product.model, let least = trial.product.stats?.min, least > 0 else { return 0 }
    return model.flops / least
  }

  private var advice: String? {
    let own = trials.filter { $0.forced == nil && $0.library != "swift" }
    for library in own {
      let others = trials.filter { $0.library == library.library && $0.forced != nil && $0.isRight }
      guard let best = others.max(by: { Self.bestRate($0) < Self.bestRate($1) }), let name = best.forced else { continue }
      let (fast, usual) = (Self.bestRate(best), Self.bestRate(library))
      guard usual > 0, fast > Self.worthwhile * usual else { continue }
      return String(
        format: "%@ is %.2f times as fast with OPENBLAS_CORETYPE=%@: see 'run --suite kernels' before you rely on it",
        Self.name(library), fast / usual, name)
    }
    return own.isEmpty ? "no BLAS library was found: the Swift kernels do all work" : nil
  }
}
