// kinds: complexity, size
package sample;

abstract class Measures {
  void nothing() {} //> complexity:low, size:tiny

  int some(int a, int b) { //> complexity:moderate, size:medium
    if (a > 0 && b > 0) {
      return 1;
    }
    for (int i = 0; i < a; i++) {
      if (i == b) {
        return i;
      }
    }
    switch (a) {
      case 1:
        return 2;
      case 2:
        return 3;
      default:
        return a > b ? a : b;
    }
  }

  abstract void without();
}
