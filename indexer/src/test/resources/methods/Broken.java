package com.shop;

class Broken {
  int before() {
    return 1;
  }

  /** Has no end. */
  int unfinished(String name) {
    if (name.isEmpty()) {
      return 2;

  int after() {
    return 3;
  }

  class Inner {
    void fine() {}

    int nonsense( = 3;

    void alsoFine() {}
  }
}
