import Leontief

/// A task whose matrix can be read by itself, as fast as the engine's threads can: the roof of what reads it once.
public protocol OperandTask: TimedTask {
  var operandBytes: Double { get }
  /// Reads the matrix once.
  func readOperand(on engine: Engine)
  /// Whether the last reading saw the matrix.
  func checkReading() -> [AnswerCheck]
}

/// The readings beside the runs of a sample.
public struct OperandReading: Codable, Sendable, Equatable {
  /// Mean seconds of a reading.
  public var seconds: Double
  public var runs: Int
  public var bytes: Double
  public var checks: [ValidationRecord.Check]

  /// As an answer of a roof.
  var reply: ContenderReply {
    var reply = ContenderReply()
    (reply.seconds, reply.runs, reply.work, reply.checks) = (seconds, runs, bytes, checks)
    return reply
  }
}

extension Sampler {
  /// The same as `sample` with a reading of the task's matrix before each run and after the last one: whatever slows memory for
  /// a while slows both.
  func sample(readingOf task: any OperandTask, on engine: Engine) throws -> (sample: Sample, reading: Sample) {
    var (total, readings, runs) = (0.0, 0.0, 0)
    repeat {
      readings += read(task, on: engine)
      total += try once(task, on: engine)
      runs += 1
    } while total < sampleSeconds && runs < Self.mostRuns
    readings += read(task, on: engine)
    return (Sample(seconds: total / Double(runs), runs: runs), Sample(seconds: readings / Double(runs + 1), runs: runs + 1))
  }

  private func read(_ task: any OperandTask, on engine: Engine) -> Double {
    let start = clock.now()
    task.readOperand(on: engine)
    return clock.now() - start
  }
}
