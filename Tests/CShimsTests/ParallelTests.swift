import CParallel
import Foundation
import Testing

/// What a team leaves behind: its size, a partial sum for each member, members of nested teams.
private struct Tally {
  var members = 0
  var nested = 0
  var total = 0
}

private func tally(members: Int32) -> Tally {
  // Slot 0: members; 1: sum of nested team sizes, only its own part for each member; then partial sums.
  let slots = UnsafeMutablePointer<Int>.allocate(capacity: 3 * 1024)
  slots.initialize(repeating: 0, count: 3 * 1024)
  defer { slots.deallocate() }
  cparallel_run(
    members,
    { context, member, members in
      guard let slots = context?.assumingMemoryBound(to: Int.self) else { return }
      let own = slots + 3 * Int(member)
      own[0] = Int(members)
      for value in stride(from: Int(member), to: 1000, by: Int(members)) { own[1] += value }
      cparallel_run(4, { context, _, members in context?.assumingMemoryBound(to: Int.self)[2] += Int(members) }, own)
    }, slots)
  let count = slots[0]
  return Tally(
    members: count, nested: (0..<count).reduce(0) { $0 + slots[3 * $1 + 2] },
    total: (0..<count).reduce(0) { $0 + slots[3 * $1 + 1] })
}

@Suite struct ParallelTests {
  static var hasRuntime: Bool { String(cString: cparallel_runtime()) != "none" }

  @Test(arguments: [-1, 0, 1, 2, 3, 7] as [Int32])
  func teamsHaveTheSizeAskedFor(members: Int32) {
    let team = tally(members: members)
    #expect(team.members == (Self.hasRuntime ? max(1, Int(members)) : 1))
    #expect(team.total == 499_500)
  }

  @Test func nestedTeamsHaveOneMember() {
    let team = tally(members: 3)
    #expect(team.nested == team.members)
  }

  @Test func callersOnSeveralThreadsHaveTeamsOfTheirOwn() {
    let expected = Self.hasRuntime ? 3 : 1
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      for _ in 0..<20 {
        let team = tally(members: 3)
        #expect(team.members == expected)
        #expect(team.total == 499_500)
      }
    }
  }
}

/// The runtime is chosen once for each process: other choices need a process each.
private let driverSource = """
  #define _GNU_SOURCE
  #include "CParallel.h"
  #include <stdio.h>
  #include <stdlib.h>
  #include <sys/resource.h>
  #include <unistd.h>
  static int size;
  static int nested;
  static long sum;
  static void inner(void *context, int32_t member, int32_t members) {
    (void)context; (void)member;
    __atomic_fetch_add(&nested, members, __ATOMIC_RELAXED);
  }
  static void outer(void *context, int32_t member, int32_t members) {
    (void)context;
    if (member == 0) size = members;
    long part = 0;
    for (long i = member; i < 1000; i += members) part += i;
    __atomic_fetch_add(&sum, part, __ATOMIC_RELAXED);
    cparallel_run(4, inner, 0);
  }
  static double busy(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + 1e-6 * (u.ru_utime.tv_usec + u.ru_stime.tv_usec);
  }
  int main(int count, char **arguments) {
    cparallel_set_spin_milliseconds(0);
    printf("%s\\n", cparallel_runtime());
    int wanted = count > 1 ? atoi(arguments[1]) : 5;
    int foretold = cparallel_members(wanted);
    cparallel_run(wanted, outer, 0);
    double before = busy();
    usleep(200000);
    printf("%d %ld %d %d %d\\n", size, sum, nested, (int)(1000 * (busy() - before)), foretold);
    printf("%s\\n", cparallel_message());
    return 0;
  }
  """

@Suite(.enabled(if: !Compiler.isMissing, "no C compiler")) struct ParallelRuntimeTests {
  private static let driver: (folder: TemporaryFolder, path: String)? = try? {
    let folder = try TemporaryFolder()
    let source = try folder.write(driverSource, to: "driver.c")
    let shim = sources(of: "CParallel").path(percentEncoded: false)
    let files = try FileManager.default.contentsOfDirectory(atPath: shim).filter { $0.hasSuffix(".c") }
    let program = "\(folder.path)/driver"
    try Compiler.run(
      ["-std=c11", "-Wall", "-Wextra", "-I\(shim)/include", "-o", program, source] + files.map { "\(shim)/\($0)" }
        + ["-lpthread", "-ldl"])
    return (folder, program)
  }()

  struct Report {
    var runtime: String
    var members: Int, total: Int, nested: Int, idleMilliseconds: Int, foretold: Int
    var message: String
  }

  /// Runs a team in a process of its own, after a command of the shell such as a limit.
  private func report(_ environment: [String: String], members: Int = 5, after command: String = ":") throws -> Report {
    let program = try #require(Self.driver).path
    let script = "\(command) && exec '\(program)' \(members)"
    let lines = try run(["/bin/sh", "-c", script], environment: environment)
      .split(separator: "\n", omittingEmptySubsequences: false)
    try #require(lines.count == 4)
    let numbers = lines[1].split(separator: " ").compactMap { Int($0) }
    try #require(numbers.count == 5)
    return Report(
      runtime: String(lines[0]), members: numbers[0], total: numbers[1], nested: numbers[2], idleMilliseconds: numbers[3],
      foretold: numbers[4], message: String(lines[2]))
  }

  static let installed = ["libomp.so.5", "libomp.so", "libgomp.so.1"].filter { name in
    guard let handle = dlopen(name, RTLD_LAZY | RTLD_LOCAL) else { return false }
    dlclose(handle)
    return true
  }

  @Test(arguments: installed, ["false", "true"])
  func everyRuntimeGrantsTheTeam(name: String, dynamic: String) throws {
    let report = try report(["LEONTIEF_OPENMP": name, "OMP_DYNAMIC": dynamic])
    #expect(report.runtime == name)
    #expect(report.members == 5)
    #expect(report.total == 499_500)
    #expect(report.nested == 5)
    #expect(report.foretold == 5)
    #expect(report.message == "")
    // Workers asleep: a spinning one alone would use all of the 200 ms.
    #expect(report.idleMilliseconds < 100)
  }

  @Test(arguments: [
    ("none", ""), ("/no/such/libomp.so", "/no/such/libomp.so: cannot open shared object file: No such file or directory"),
    ("libm.so.6", "libm.so.6: not an OpenMP runtime"),
  ])
  func withoutARuntimeTheCallerIsTheTeam(name: String, message: String) throws {
    let report = try report(["LEONTIEF_OPENMP": name])
    #expect(report.runtime == "none")
    #expect(report.members == 1 && report.foretold == 1)
    #expect(report.total == 499_500)
    #expect(report.nested == 1)
    #expect(report.message == message)
  }

  /// A runtime that cannot start a thread ends the process: the team is smaller instead.
  @Test(arguments: installed)
  func aShortageOfThreadsMakesTheTeamSmaller(name: String) throws {
    let report = try report(["LEONTIEF_OPENMP": name], members: 512, after: "ulimit -s 8192 && ulimit -v 300000")
    #expect(report.runtime == name)
    // 300 MB hold at most 36 stacks of 8 MB, and the trial asks for more than the stacks.
    #expect((2...36).contains(report.members))
    #expect(report.foretold == report.members)
    #expect(report.total == 499_500)
  }

  @Test(.enabled(if: !installed.isEmpty, "no OpenMP runtime"))
  func theFirstRuntimeInstalledIsTaken() throws {
    #expect(try report(["LEONTIEF_OPENMP": ""]).runtime == Self.installed.first)
  }
}
